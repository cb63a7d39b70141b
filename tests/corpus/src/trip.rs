//! Round trips: a program that is built from the generated crate decodes each instance as the type of its
//! component and encodes it again.

mod streams;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use camino::Utf8Path;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::child::Type;
use guestlist::execution::instances::{Instances, instances};
use guestlist::execution::schema::Oracle;
use guestlist::execution::supervise::run;
use guestlist::execution::tree::Tree;
pub use streams::read_streams;

/// The results for all instances of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// The number of instances.
    pub instances: usize,
    /// The number that came back the same.
    pub same: usize,
    /// The number that the type refused although the schema accepts them.
    pub refused: usize,
    /// The number that came back different.
    pub lost: usize,
    /// The number that ended the program.
    pub crashed: usize,
    /// The number that were decoded as a wrong variant of their union.
    pub wrong_variants: usize,
    /// The number of unions whose variant was checked.
    pub variants: usize,
    /// The number of instances with a value that an enum does not list …
    pub unlisted: usize,
    /// … and the number of them that came back the same.
    pub unlisted_same: usize,
    /// The number of components with instances.
    pub components: usize,
    /// The components without an instance.
    pub untried: Vec<String>,
    /// The number of instances that were not used because the schema refuses them.
    pub unusable: usize,
    /// The number of components in streams, each of which was read as events and as lines.
    pub streamed: usize,
    /// The number of events and lines that were read …
    pub items: usize,
    /// … and the number of them that are the instances that were sent, in order.
    pub items_same: usize,
    /// The failures, the first of each component and kind.
    pub failures: Vec<Failure>,
}

/// An instance that did not come back the same.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The component.
    pub component: String,
    /// `refused`, `lost`, `crashed`, `wrong-variant`, `unlisted-refused`, `unlisted-lost`, `event` or `line`.
    pub kind: &'static str,
    /// The instance.
    pub instance: Value,
    /// The result: JSON, an error, or the variant.
    pub back: String,
}

/// The instances of a document, and their components.
pub struct Load {
    items: Vec<Item>,
    components: usize,
    untried: Vec<String>,
    unusable: usize,
}

struct Item {
    /// The index of the component among the types.
    component: usize,
    instance: Value,
    is_unlisted: bool,
}

impl Load {
    /// Makes the instances of the components with a type.
    pub fn of(oracle: &Oracle, types: &[Type]) -> Self {
        let mut load = Self { items: Vec::new(), components: 0, untried: Vec::new(), unusable: 0 };
        for (component, ty) in types.iter().enumerate() {
            if oracle.schema(&ty.name).is_none() {
                continue;
            }
            load.components += 1;
            let Instances { valid, unlisted, refused } =
                instances(oracle, &ty.name).unwrap_or_default();
            if valid.is_empty() {
                load.untried.push(ty.name.clone());
            }
            load.unusable += refused;
            let item = |instance, is_unlisted| Item { component, instance, is_unlisted };
            load.items.extend(valid.into_iter().map(|one| item(one, false)));
            load.items.extend(unlisted.into_iter().map(|one| item(one, true)));
        }
        load
    }

    /// The number of instances.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// The program for the types, named as after these imports.
pub fn program(types: &[Type], imports: &str) -> String {
    format!("#![allow(unused_imports, deprecated, clippy::all)]\n\n{}", items(types, imports))
}

/// The items of the program, to be included in another file.
pub fn items(types: &[Type], imports: &str) -> String {
    let mut list = String::new();
    for ty in types {
        let _ = writeln!(list, "    trip::<{}>,", ty.rust);
    }
    let mut parts = vec![include_str!("trip/program.rs.in")];
    for ty in types.iter().filter(|ty| ty.is_streamed) {
        let _ = writeln!(list, "    events::<{0}>,\n    lines::<{0}>,", ty.rust);
    }
    if types.iter().any(|ty| ty.is_streamed) {
        parts.push(include_str!("trip/streams.rs.in"));
    }
    format!("{}{imports}\n\nconst TRIPS: &[Trip] = &[\n{list}];\n", parts.concat())
}

/// The program's result for an instance.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    json: Option<String>,
    #[serde(default)]
    variant: String,
    #[serde(default)]
    error: Option<String>,
}

/// Decodes and encodes all instances. `first` is the index of the first type among those of the program.
///
/// # Errors
///
/// When the program cannot be started.
pub fn travel(
    (program, first): (&Utf8Path, usize),
    oracle: &Oracle,
    types: &[Type],
    load: &Load,
) -> Result<Outcome> {
    let mut outcome = Outcome {
        components: load.components,
        untried: load.untried.clone(),
        unusable: load.unusable,
        ..Outcome::default()
    };
    let mut judge = Judge { oracle, types, validators: BTreeMap::new() };
    let mut next = 0;
    while next < load.items.len() {
        let mut input = String::new();
        for item in &load.items[next..] {
            let _ = writeln!(input, "{}\t{}", first + item.component, item.instance);
        }
        let mut command = Command::new(program);
        let ended = run(&mut command, Some(&input), Duration::from_secs(600))?;
        for line in ended.output.lines() {
            let Some(item) = load.items.get(next) else { break };
            // A line that was cut off belongs to the instance that ended the program.
            let Ok(answer) = serde_json::from_str::<Answer>(line) else { break };
            judge.note(item, &answer, &mut outcome);
            next += 1;
        }
        if let Some(item) = load.items.get(next) {
            let last = ended.errors.lines().last().unwrap_or_default().to_owned();
            outcome.instances += 1;
            outcome.crashed += 1;
            outcome.add(&types[item.component].name, "crashed", item, last);
            next += 1;
            if outcome.crashed > 20 {
                break;
            }
        }
    }
    Ok(outcome)
}

impl Outcome {
    fn add(&mut self, component: &str, kind: &'static str, item: &Item, back: String) {
        let is_known = |one: &Failure| one.component == component && one.kind == kind;
        if !self.failures.iter().any(is_known) {
            let (component, instance) = (component.to_owned(), item.instance.clone());
            self.failures.push(Failure { component, kind, instance, back });
        }
    }
}

struct Judge<'a> {
    oracle: &'a Oracle,
    types: &'a [Type],
    /// For each union, a validator for each of its members.
    validators: BTreeMap<usize, Vec<Option<jsonschema::Validator>>>,
}

impl Judge<'_> {
    fn note(&mut self, item: &Item, answer: &Answer, outcome: &mut Outcome) {
        let name = self.types[item.component].name.as_str();
        let before = Tree::parse(&item.instance.to_string());
        let back = answer.json.as_deref();
        let is_same = back.is_some_and(|back| Tree::parse(back) == before);
        let told = || match (&answer.error, back) {
            (Some(error), _) => error.clone(),
            (None, back) => back.unwrap_or_default().to_owned(),
        };
        if item.is_unlisted {
            outcome.unlisted += 1;
            outcome.unlisted_same += usize::from(is_same);
            if !is_same {
                let kind = if back.is_some() { "unlisted-lost" } else { "unlisted-refused" };
                outcome.add(name, kind, item, told());
            }
            return;
        }
        outcome.instances += 1;
        if is_same {
            outcome.same += 1;
        } else if back.is_some() {
            outcome.lost += 1;
            outcome.add(name, "lost", item, told());
        } else {
            outcome.refused += 1;
            outcome.add(name, "refused", item, told());
        }
        if back.is_some()
            && let Some(right) = self.right_variants(item)
        {
            outcome.variants += 1;
            if !right.contains(&answer.variant) {
                outcome.wrong_variants += 1;
                let back = format!("{}, not {}", answer.variant, right.join(" or "));
                outcome.add(name, "wrong-variant", item, back);
            }
        }
    }

    /// The variants as which an instance of a union may be decoded; none if there is nothing to check.
    fn right_variants(&mut self, item: &Item) -> Option<Vec<String>> {
        let ty = &self.types[item.component];
        let members = self.oracle.members(&ty.name);
        if ty.variants.len() != members.len() || ty.variants.is_empty() || item.instance.is_null() {
            return None;
        }
        let oracle = self.oracle;
        let validators = self
            .validators
            .entry(item.component)
            .or_insert_with(|| members.iter().map(|member| oracle.validator(member)).collect());
        let accepts = |one: &Option<jsonschema::Validator>| {
            one.as_ref().is_some_and(|one| one.is_valid(&item.instance))
        };
        let fitting: Vec<usize> =
            (0..validators.len()).filter(|index| accepts(&validators[*index])).collect();
        // Several may accept it; then a discriminator decides.
        let named = oracle.named_member(&ty.name, &item.instance);
        let fitting = match named {
            Some(named) if fitting.contains(&named) => vec![named],
            // An unlisted tag makes it a value of a later version, whatever else it is.
            None if oracle.is_named(&ty.name, &item.instance) => return None,
            _ => fitting,
        };
        let names: Vec<String> = fitting.iter().map(|index| ty.variants[*index].clone()).collect();
        (!names.is_empty()).then_some(names)
    }
}
