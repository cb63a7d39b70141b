//! What a document stands for is not much more than what it says.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::pointer::escape;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};
use crate::openapi::view::{View, name_of_reference};

pub(crate) const CHECK: Check = Check {
    code: "excessive-expansion",
    rule: "What references, `allOf` and unions in it stand for is at most 16 times a document, or 16 MiB, and no `allOf` of unions has more than 1,000 variants.",
    scope: Scope::Any,
    run,
};

/// How many variants a union may have that is made of several.
const MOST_VARIANTS: usize = 1_000;

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let document = &view.source.document.value;
    let mut left = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(weight(document)));
    let most = left;
    let mut spend = |counted: usize, place: &str, problems: &mut Problems<'_>| {
        let before = left;
        left = left.saturating_sub(counted);
        // The first that is too much is told.
        if before > 0 && left == 0 {
            let message = format!(
                "what stands here by reference takes more than {most} bytes in all up to here"
            );
            let help = "refer to fewer or smaller components, or cut the document in two";
            problems.add(place, message, help);
        }
    };
    operations(view, &mut |counted, place| spend(counted, place, problems));
    let mut sizes = Sizes { all: document.pointer("/components/schemas"), known: HashMap::new() };
    for name in view.named_schemas().map(|(name, _)| name) {
        let place = format!("/components/schemas/{}", escape(name));
        let size = sizes.of(name);
        if size.unions > 1 && size.variants > MOST_VARIANTS {
            let message = format!(
                "`{name}` has more than {MOST_VARIANTS} variants: each of one union with each of another"
            );
            let help = "let its `allOf` have one union, or give the others to properties";
            problems.add(&place, message, help);
        } else if size.by_reference > 0 {
            spend(size.by_reference, &place, problems);
        }
    }
}

/// Tells what the components count that each operation refers to.
fn operations(view: &View<'_>, tell: &mut impl FnMut(usize, &str)) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for operation in view.operations() {
        let members = operation.object.members;
        let list = members.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let responses = members.get("responses").and_then(Value::as_object).into_iter().flatten();
        let body = members.get("requestBody");
        for value in list.chain(body).chain(responses.map(|(_, response)| response)) {
            if value.get("$ref").is_none() {
                continue;
            }
            let (target, pointer) = view.follow(value, String::new());
            let counted = *known.entry(pointer).or_insert_with(|| weight(target));
            tell(counted, &operation.object.pointer);
        }
    }
}

/// What becomes of a schema.
#[derive(Clone, Copy)]
struct Size {
    /// What is put in from elsewhere counts.
    by_reference: usize,
    variants: usize,
    /// How many unions the variants are a choice from each of.
    unions: usize,
}

/// A schema that is not a union and has no subschemas.
const PLAIN: Size = Size { by_reference: 0, variants: 1, unions: 0 };

/// What becomes of the named schemas.
struct Sizes<'a> {
    all: Option<&'a Value>,
    known: HashMap<&'a str, Size>,
}

impl<'a> Sizes<'a> {
    /// The size of a named schema. Those of its parts are found before, so that no chain of them is
    /// too long; what is part of itself has a report of its own, or is a union that holds itself.
    fn of(&mut self, name: &'a str) -> Size {
        let mut path = vec![name];
        let mut started = HashSet::new();
        while let Some(&at) = path.last() {
            let schema = self.all.and_then(|all| all.get(at));
            let mut parts = Vec::new();
            if started.insert(at) {
                schema.into_iter().for_each(|schema| collect(schema, &mut parts));
                parts.retain(|part| !self.known.contains_key(part) && !started.contains(part));
            }
            if parts.is_empty() {
                path.pop();
                let size = schema.map_or(PLAIN, |schema| self.size(schema));
                self.known.entry(at).or_insert(size);
            } else {
                path.extend(parts);
            }
        }
        self.known.get(name).copied().unwrap_or(PLAIN)
    }

    fn size(&self, schema: &'a Value) -> Size {
        let mut size = PLAIN;
        for part in list(schema, "allOf") {
            let part = self.part(part);
            size.by_reference = size.by_reference.saturating_add(part.by_reference);
            size.variants = size.variants.saturating_mul(part.variants);
            size.unions += part.unions;
        }
        for members in UNIONS.map(|word| list(schema, word)) {
            let members: Vec<Size> = members.map(|member| self.part(member)).collect();
            let variants = members.iter().map(|one| one.variants).fold(0, usize::saturating_add);
            let unions = members.iter().map(|one| one.unions).max().unwrap_or(0);
            size.variants = size.variants.saturating_mul(variants.max(1));
            size.unions += unions.max(usize::from(variants > 1));
        }
        // What stands beside a union is part of each variant.
        if size.variants > 1
            && ["properties", "allOf"].iter().any(|word| schema.get(word).is_some())
        {
            let members = schema.as_object().into_iter().flatten();
            let beside = members.filter(|(name, _)| !UNIONS.contains(&name.as_str()));
            let own: usize = beside.map(|(_, value)| weight(value)).sum();
            let one = size.by_reference.saturating_add(own);
            size.by_reference = one.saturating_mul(size.variants);
        }
        size
    }

    /// The size of a part of a schema, with what it counts itself where it is put in.
    fn part(&self, part: &'a Value) -> Size {
        let Some(name) = name_of_reference(part) else { return self.size(part) };
        let own = self.all.and_then(|all| all.get(name)).map_or(0, weight);
        let size = self.known.get(name).copied().unwrap_or(PLAIN);
        Size { by_reference: size.by_reference.saturating_add(own), ..size }
    }
}

const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

fn list<'a>(schema: &'a Value, word: &str) -> impl Iterator<Item = &'a Value> {
    schema.get(word).and_then(Value::as_array).into_iter().flatten()
}

/// The schemas that a schema is made of, or one that stands in it.
fn collect<'a>(schema: &'a Value, parts: &mut Vec<&'a str>) {
    for part in ["allOf", "oneOf", "anyOf"].iter().flat_map(|word| list(schema, word)) {
        parts.extend(name_of_reference(part));
        collect(part, parts);
    }
}
