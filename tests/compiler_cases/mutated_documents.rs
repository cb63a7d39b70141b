//! Thousands of third-party documents with one or more random faults: each gives code or a report with
//! locations, in time, and the parts that can be compiled are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camino::Utf8Path;
use guestlist_codegen::{compile_document, compile_document_partial};
use serde_json::{Value, json};

use super::mutated_descriptions::{Dice, collect, odd_value, remove, rename, set};

/// How many documents from elsewhere are tried, and what chance begins with. More of them, or others,
/// with `GUESTLIST_DOCUMENTS=100000 GUESTLIST_SEED=7 cargo test -p guestlist-tests --test
/// compiler_cases mutated`.
const DOCUMENTS: u64 = 1_000;
const SEED: u64 = 0x2545_f491_4f6c_dd1d;

fn wanted(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

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
        problem.code == "internal-fault" || problem.location.line < 1 || problem.help.is_empty()
    };
    let mut problems = reports.iter().flatten().flat_map(|report| report.problems());
    problems.find(is_bad).map(|problem| format!("{problem:?}"))
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
    for group in ["documents", "rewritings"] {
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
    let mut dice = Dice(wanted("GUESTLIST_SEED", SEED));
    let mut faults = Vec::new();
    for _ in 0..wanted("GUESTLIST_DOCUMENTS", DOCUMENTS) {
        let mut tree = dice.pick(&documents).unwrap();
        for _ in 0..1 + dice.roll(3) {
            change_document(&mut tree, &mut dice);
        }
        let file = scratch.join(if dice.roll(2) == 0 { "a.json" } else { "a.yaml" });
        let text = serde_json::to_string_pretty(&tree).unwrap();
        std::fs::write(&file, &text).unwrap();
        let fault = fault_of_document(&file, dice.roll(8) == 0);
        faults.extend(fault.map(|fault| format!("{fault}\n{text}")));
    }
    assert!(faults.is_empty(), "{}, such as {}", faults.len(), faults[0]);
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
