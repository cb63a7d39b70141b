//! Thousands of descriptions with a fault or two that chance made: each gives code or a report with
//! places, never a panic and never a fault of our own.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{compile, compile_document, compile_document_partial};
use serde_json::{Map, Value, json};

/// How many descriptions are tried.
const COUNT: usize = 2_000;

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
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
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
            || problem.place.line < 1
            || problem.place.column < 1
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

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
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

fn odd_value(dice: &mut Dice) -> Value {
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

fn set(tree: &mut Value, pointer: &str, value: Value) {
    if let Some(target) = tree.pointer_mut(pointer) {
        *target = value;
    }
}

fn remove(tree: &mut Value, pointer: &str) {
    match parent(tree, pointer) {
        Some((Value::Object(members), name)) => drop(members.remove(&name)),
        Some((Value::Array(items), index)) => drop(items.remove(index.parse().unwrap())),
        _ => {}
    }
}

/// Gives a member another name, in its place.
fn rename(tree: &mut Value, pointer: &str, dice: &mut Dice) {
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

/// How many documents from elsewhere are tried.
const DOCUMENTS: usize = 2_000;

/// How long one may take: a hundred times what the slowest needs on a busy machine.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(5);

/// What is wrong with what becomes of a document from elsewhere.
fn fault_of_document(file: &Utf8Path, tries_both: bool) -> Option<String> {
    let started = std::time::Instant::now();
    let compiled = catch_unwind(AssertUnwindSafe(|| {
        let whole = compile_document(file);
        let partial = (whole.is_err() || tries_both).then(|| compile_document_partial(file));
        (whole, partial)
    }));
    if started.elapsed() > LONGEST {
        return Some(format!("it takes {:?}", started.elapsed()));
    }
    let (whole, partial) = match compiled {
        Ok(compiled) => compiled,
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            return Some(format!("it panics: {}", text.unwrap_or_default()));
        }
    };
    let left_out = match &partial {
        Some(Ok((_, left_out))) => left_out.problems().len(),
        Some(Err(report)) => report.problems().len(),
        None => 0,
    };
    if whole.is_ok() && left_out > 0 {
        return Some("it is whole, and parts are left out".to_owned());
    }
    let reports = [whole.err(), partial.and_then(Result::err)];
    let is_bad = |problem: &&guestlist_codegen::Diagnostic| {
        problem.code == "internal-fault" || problem.place.line < 1 || problem.help.is_empty()
    };
    let mut problems = reports.iter().flatten().flat_map(|report| report.problems());
    problems.find(is_bad).map(|problem| format!("{problem:?}"))
}

/// Whether a fault is one of names: those of documents from elsewhere are not made fit for Rust yet.
fn is_about_names(fault: &str) -> bool {
    fault.contains("Ident") || fault.contains("progenitor made")
}

/// Changes a document where the words of all versions of OpenAPI 3 are decided.
fn change_document(tree: &mut Value, dice: &mut Dice) {
    let mut pointers = Vec::new();
    collect(tree, String::new(), &mut pointers);
    let (Some(at), Some(other)) = (dice.pick(&pointers), dice.pick(&pointers)) else { return };
    let target = tree.pointer(&other).cloned().unwrap_or_default();
    let here = tree.pointer(&at).cloned().unwrap_or_default();
    let schemas = ["Guest", "Host", "List"].map(|name| format!("#/components/schemas/{name}"));
    match dice.roll(12) {
        0 => remove(tree, &at),
        1 => rename(tree, &at, dice),
        2 => set(tree, &at, target),
        3 => set(tree, &at, json!({ "$ref": format!("#{other}") })),
        4 => set(tree, &at, json!({ "allOf": [{ "$ref": dice.pick(&schemas) }, here] })),
        5 => set(tree, &at, json!({ "oneOf": [{ "type": "null" }, here, { "const": 1 }] })),
        6 => {
            set(tree, &at, json!({ "type": "array", "prefixItems": [here, true], "items": false }))
        }
        7 => set(tree, &at, json!({ "type": ["string", "array", "null"], "items": here })),
        8 => {
            let deep = (0..1 + dice.roll(12)).fold(here, |inner, _| json!({ "items": inner }));
            set(tree, &at, deep);
        }
        9 => {
            let name = *dice.pick(&["openapi", "/paths", "/components/schemas"]).as_ref().unwrap();
            let version = dice.pick(&["3.0.3", "3.1.0", "3.2.0", "2.0"]).unwrap();
            match name {
                "openapi" => set(tree, "/openapi", json!(version)),
                pointer => set(tree, pointer, json!({ "$ref": format!("#{at}") })),
            }
        }
        _ => set(tree, &at, odd_value(dice)),
    }
}

#[test]
fn no_mutation_of_a_document_from_elsewhere_makes_a_panic_or_takes_long() {
    let scratch = tempfile::tempdir().unwrap();
    let scratch = Utf8Path::from_path(scratch.path()).unwrap();
    let mut documents: Vec<Value> = Vec::new();
    for group in ["bundle", "rewritings"] {
        for name in super::folders(&super::cases().join(group)) {
            let file = super::cases().join(group).join(name).join("openapi.yaml");
            let text = std::fs::read_to_string(file).unwrap();
            documents.push(serde_yaml::from_str(&text).unwrap());
        }
    }
    for text in WHOLE {
        // What is right to begin with gets further.
        documents.extend(std::iter::repeat_n(serde_yaml::from_str::<Value>(text).unwrap(), 10));
    }
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut faults = Vec::new();
    for _ in 0..DOCUMENTS {
        let mut tree = dice.pick(&documents).unwrap();
        for _ in 0..1 + dice.roll(3) {
            change_document(&mut tree, &mut dice);
        }
        let file = scratch.join(if dice.roll(2) == 0 { "a.json" } else { "a.yaml" });
        let text = serde_json::to_string_pretty(&tree).unwrap();
        std::fs::write(&file, &text).unwrap();
        let fault =
            fault_of_document(&file, dice.roll(8) == 0).filter(|fault| !is_about_names(fault));
        faults.extend(fault.map(|fault| format!("{fault}\n{text}")));
    }
    assert!(faults.is_empty(), "{} of {DOCUMENTS}, such as {}", faults.len(), faults[0]);
}

/// Documents that compile as they are.
const WHOLE: [&str; 2] = [
    r"
openapi: 3.0.3
info: {title: Guests, version: '1'}
tags: [{name: Guests}]
paths:
  /guests/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: GetGuest
      tags: [Guests]
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses:
        '200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}}
        '404': {$ref: '#/components/responses/Gone'}
components:
  responses: {Gone: {description: Gone., content: {application/json: {schema: {$ref: '#/components/schemas/Host'}}}}}
  schemas:
    Guest: {type: object, required: [name], properties: {name: {type: string}, list: {$ref: '#/components/schemas/List'}}}
    Host: {type: object, properties: {kind: {type: string, enum: [a, b]}, at: {type: string, format: date-time}}}
    List: {type: array, items: {$ref: '#/components/schemas/Guest'}}
",
    r"
openapi: 3.1.0
info: {title: Guests, version: '1'}
tags: [{name: Guests}]
paths:
  /guests:
    post:
      operationId: AddGuest
      tags: [Guests]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}}
      responses: {'204': {description: Added.}}
  /lists: {$ref: '#/components/pathItems/Lists'}
components:
  pathItems:
    Lists: {get: {operationId: ListLists, tags: [Guests], responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}}}}}
  schemas:
    Guest: {type: object, required: [name], properties: {name: {type: [string, 'null']}, kind: {const: guest}, host: {oneOf: [{$ref: '#/components/schemas/Host'}, {type: 'null'}]}}}
    Host: {type: object, $defs: {Seat: {type: object, properties: {row: {type: integer, exclusiveMinimum: 0}}}}, properties: {seat: {$ref: '#/components/schemas/Host/$defs/Seat'}}}
    List: {type: object, properties: {guests: {type: array, items: {$ref: '#/components/schemas/Guest'}}}}
",
];

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
    let spec = ["datadog/v1", "datadog/v2", "datocms", "datatrails"].map(|api| spec.join(api));
    // What is right to begin with gets further, so it is tried more often than its size demands.
    let groups = [
        copies("passes", cases("passes")),
        copies("checks", cases("checks")),
        copies("spec", spec.into()),
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut faults = Vec::new();
    for _ in 0..COUNT {
        let group = &groups[[0, 0, 0, 0, 0, 1, 1, 2][dice.roll(8)]];
        faults.extend(group[dice.roll(group.len())].try_one(&mut dice));
    }
    assert!(faults.is_empty(), "{} of {COUNT}, such as {}", faults.len(), faults[0]);
}
