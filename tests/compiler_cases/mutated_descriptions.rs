//! Thousands of descriptions with one or two random faults: each gives code or a report with locations, never
//! a panic and never an internal fault.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::compile;
use guestlist_tests::catalogue::apis;
use serde_json::{Map, Value, json};

/// How many descriptions are tried.
const COUNT: usize = 1_000;

/// Texts that have tripped somebody up somewhere.
const ODD_TEXTS: [&str; 26] = [
    "",
    " ",
    "0",
    "404",
    "2XX",
    "Self",
    "self",
    "crate",
    "type",
    "_",
    "..",
    "/",
    "/{",
    "/{}/{a}{a}",
    "a b\n*/ c\"",
    "\u{0}",
    "\u{202e}x",
    "名前",
    "é",
    "x-guestlist-empty-body",
    "$ref",
    "#/components/schemas/",
    "#/components/schemas/Guest",
    "#/",
    "application/json",
    "{site}.{site",
];

/// The words of OpenAPI, so that what is made has a chance to mean something.
const WORDS: [&str; 34] = [
    "string",
    "integer",
    "boolean",
    "number",
    "array",
    "object",
    "date-time",
    "int32",
    "type",
    "format",
    "items",
    "properties",
    "required",
    "enum",
    "oneOf",
    "allOf",
    "nullable",
    "$ref",
    "discriminator",
    "additionalProperties",
    "x-enum-varnames",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "header",
    "query",
    "path",
    "in",
    "name",
    "description",
    "x-guestlist-tags",
    "x-guestlist-empty-body",
];

/// A small xorshift generator: the same descriptions in each run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    pub(super) fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { all.get(self.roll(all.len())).cloned() }
    }
}

/// A copy of a description, whose YAML files are mutated one at a time.
struct Description {
    folder: Utf8PathBuf,
    files: Vec<(Utf8PathBuf, String)>,
}

impl Description {
    fn copy(from: &Utf8Path, to: &Utf8Path) -> Self {
        std::fs::create_dir_all(to.join("examples")).unwrap();
        let mut files = Vec::new();
        for name in ["openapi.yaml", "examples.yaml", "errata.yaml"] {
            if let Ok(text) = std::fs::read_to_string(from.join(name)) {
                std::fs::write(to.join(name), &text).unwrap();
                files.push((to.join(name), text));
            }
        }
        for entry in from.join("examples").read_dir_utf8().into_iter().flatten() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join("examples").join(entry.file_name())).unwrap();
        }
        Self { folder: to.to_owned(), files }
    }

    /// Tries one mutation; the text, when it did what it must not.
    fn try_one(&self, dice: &mut Dice) -> Option<String> {
        let (file, text) =
            &self.files[if dice.roll(4) == 0 { dice.roll(self.files.len()) } else { 0 }];
        let mut mutant = text.clone();
        for _ in 0..1 + dice.roll(2) {
            mutant = if dice.roll(4) == 0 {
                change_lines(&mutant, dice)
            } else {
                change_tree(&mutant, dice)
            };
        }
        std::fs::write(file, &mutant).unwrap();
        let fault = fault(&self.folder);
        std::fs::write(file, text).unwrap();
        fault.map(|fault| format!("{fault}\n--- {file}\n{mutant}"))
    }
}

/// What is wrong with what becomes of a description.
fn fault(folder: &Utf8Path) -> Option<String> {
    let report = match catch_unwind(AssertUnwindSafe(|| compile(folder))) {
        Ok(Ok(_)) => return None,
        Ok(Err(report)) => report,
        Err(_) => return Some("it panics".to_owned()),
    };
    let is_bad = |problem: &&guestlist_codegen::Diagnostic| {
        problem.code == "internal-fault"
            || problem.location.line < 1
            || problem.location.column < 1
            || problem.message.is_empty()
            || problem.help.is_empty()
    };
    report.problems().iter().find(is_bad).map(|problem| format!("{problem:?}"))
}

fn change_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
    match dice.roll(4) {
        _ if lines.is_empty() => {}
        0 => drop(lines.remove(a)),
        1 => lines.insert(b, lines[a]),
        2 => lines.swap(a, b),
        _ => lines.truncate(a),
    }
    lines.join("\n")
}

fn change_tree(text: &str, dice: &mut Dice) -> String {
    let Ok(mut tree) = serde_yaml::from_str::<Value>(text) else { return text.to_owned() };
    let mut pointers = Vec::new();
    collect(&tree, String::new(), &mut pointers);
    let (Some(at), Some(other)) = (dice.pick(&pointers), dice.pick(&pointers)) else {
        return text.to_owned();
    };
    let other = tree.pointer(&other).cloned().unwrap_or_default();
    match dice.roll(5) {
        0 => remove(&mut tree, &at),
        1 => rename(&mut tree, &at, dice),
        2 => set(&mut tree, &at, other),
        _ => {
            let value = odd_value(dice);
            set(&mut tree, &at, value);
        }
    }
    serde_yaml::to_string(&tree).unwrap()
}

pub(super) fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

pub(super) fn odd_value(dice: &mut Dice) -> Value {
    match dice.roll(10) {
        0 => Value::Null,
        1 => json!(dice.roll(2) == 0),
        2 => json!([-1, 0, 7, i64::MAX][dice.roll(4)]),
        3 => [json!([]), json!(["a"]), json!(["a", "a"]), json!([null]), json!([{}])][dice.roll(5)]
            .clone(),
        4 => json!({}),
        5 => json!({ dice.pick(&ODD_TEXTS).unwrap(): odd_value(dice) }),
        6 | 7 => json!(dice.pick(&WORDS)),
        _ => json!(dice.pick(&ODD_TEXTS)),
    }
}

pub(super) fn set(tree: &mut Value, pointer: &str, value: Value) {
    if let Some(target) = tree.pointer_mut(pointer) {
        *target = value;
    }
}

pub(super) fn remove(tree: &mut Value, pointer: &str) {
    match parent(tree, pointer) {
        Some((Value::Object(members), name)) => drop(members.remove(&name)),
        Some((Value::Array(items), index)) => drop(items.remove(index.parse().unwrap())),
        _ => {}
    }
}

/// Gives a member another name, in its place.
pub(super) fn rename(tree: &mut Value, pointer: &str, dice: &mut Dice) {
    let new = if dice.roll(2) == 0 { dice.pick(&ODD_TEXTS) } else { dice.pick(&WORDS) };
    if let Some((Value::Object(members), name)) = parent(tree, pointer) {
        let renamed = std::mem::take(members)
            .into_iter()
            .map(|(key, value)| (if key == name { new.unwrap().to_owned() } else { key }, value));
        *members = Map::from_iter(renamed);
    }
}

fn parent<'a>(tree: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, String)> {
    let (outer, last) = pointer.rsplit_once('/')?;
    let name = last.replace("~1", "/").replace("~0", "~");
    Some((tree.pointer_mut(outer)?, name))
}

#[test]
fn no_mutation_of_a_description_makes_a_panic_or_a_fault_of_ours() {
    let scratch = tempfile::tempdir().unwrap();
    let scratch = Utf8Path::from_path(scratch.path()).unwrap();
    let copies = |name: &str, sources: Vec<Utf8PathBuf>| -> Vec<Description> {
        let to = |index: usize| scratch.join(name).join(index.to_string());
        sources
            .iter()
            .enumerate()
            .map(|(index, from)| Description::copy(from, &to(index)))
            .collect()
    };
    let cases = |group| {
        let group = super::cases().join(group);
        super::folders(&group)
            .iter()
            .flat_map(|case| super::descriptions(&group.join(case)))
            .collect()
    };
    let spec = super::cases().join("../../spec");
    let spec = apis().map(|api| spec.join(api)).collect();
    // What is right to begin with gets further, so it is tried more often than its size demands.
    let groups = [
        copies("passes", cases("passes")),
        copies("checks", cases("checks")),
        copies("spec", spec),
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut faults = Vec::new();
    for _ in 0..COUNT {
        let group = &groups[[0, 0, 0, 0, 0, 1, 1, 2][dice.roll(8)]];
        faults.extend(group[dice.roll(group.len())].try_one(&mut dice));
    }
    assert!(faults.is_empty(), "{} of {COUNT}, such as {}", faults.len(), faults[0]);
}
