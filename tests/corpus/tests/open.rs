//! Third-party documents: their code compiles, and instances of their schemas come back the same, each union
//! in a correct variant.
//!
//! All of them become modules of one program, which is built in the workspace of this test, where its
//! dependencies are already built.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]
#![allow(clippy::disallowed_methods, reason = "what is written here is in the target folder")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::execution::schema::Oracle;
use guestlist::execution::supervise::run;
use guestlist::generate::compile;
use guestlist_corpus::child::{self, Type};
use guestlist_corpus::documents::{Document, find, read};
use guestlist_corpus::row::operations;
use guestlist_corpus::table::aligned;
use guestlist_corpus::trip::{Load, Outcome, items, read_streams, travel};
use guestlist_corpus::workspace::built;
use serde_json::{Value, json};

/// A document, and what its components became.
struct Made {
    document: Document,
    operations: usize,
    types: Vec<Type>,
}

#[test]
fn open_documents_compile_and_their_instances_come_back_the_same() {
    let home = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("open");
    let (documents, others) = find(&folder(), None).unwrap();
    assert!(others.is_empty(), "{others:?}");
    let mut made: Vec<Made> = documents.into_iter().map(|one| make(&home, one)).collect();
    let streams = Document { name: "streams.yaml".to_owned(), path: streams() };
    made.push(make(&home, streams));
    // Each schema has arrays of others, so that links follow each other without end.
    let linked =
        [("linked_ring", 200, &[1][..]), ("linked_dense", 200, &[1, 2, 3, 5, 8, 13, 34, 89])];
    for (name, count, steps) in linked {
        let path = home.join(format!("{name}.json"));
        write(&path, &links(count, steps).to_string());
        make(&home, Document { name: name.to_owned(), path });
    }
    let program = build(&home, &made, &linked.map(|(name, ..)| name));
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    let mut faults = String::new();
    let mut first = 0;
    let mut first_stream = made.iter().map(|one| one.types.len()).sum();
    for one in &made {
        let oracle = Oracle::of(&read(&one.document.path).unwrap());
        let load = Load::of(&oracle, &one.types);
        let mut outcome = travel((&program, first), &oracle, &one.types, &load).unwrap();
        read_streams((&program, first_stream), &one.types, &load, &mut outcome).unwrap();
        first += one.types.len();
        first_stream += 2 * outcome.streamed;
        rows.push(row(one, &outcome));
        for fault in &outcome.failures {
            let (name, instance) = (&one.document.name, &fault.instance);
            let (kind, component, back) = (fault.kind, &fault.component, &fault.back);
            writeln!(faults, "{name}: {kind}: {component}: {instance}\n  {back}").unwrap();
        }
        if !outcome.untried.is_empty() {
            writeln!(faults, "{}: without an instance: {:?}", one.document.name, outcome.untried)
                .unwrap();
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../open");
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("open", aligned(&rows)));
    assert!(faults.is_empty(), "\n{faults}");
}

const HEAD: [&str; 9] = [
    "document",
    "operations",
    "components",
    "instances",
    "the same",
    "unlisted",
    "the same",
    "in streams",
    "the same",
];

fn row(made: &Made, outcome: &Outcome) -> Vec<String> {
    let counts = [
        made.operations,
        made.types.len(),
        outcome.instances,
        outcome.same,
        outcome.unlisted,
        outcome.unlisted_same,
        outcome.items,
        outcome.items_same,
    ];
    let name = std::iter::once(made.document.name.clone());
    name.chain(counts.iter().map(usize::to_string)).collect()
}

/// A document with streams, which none of those in the folder has.
fn streams() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("documents/streams.yaml")
}

fn folder() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("open")
}

/// The module of a document.
fn module(document: &Document) -> String {
    document.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_").to_lowercase()
}

/// Generates a document.
fn make(home: &Utf8Path, document: Document) -> Made {
    let compiled = compile(&document.path, false);
    let (files, _) = compiled.map_err(|report| format!("{}: {report}", document.name)).unwrap();
    for (path, content) in files.iter() {
        write(&home.join(module(&document)).join(path), content);
    }
    let operations = operations(&read(&document.path).unwrap());
    assert_eq!(files.counts().operations, operations, "{}", document.name);
    Made { types: child::types(&files), operations, document }
}

/// A document with schemas that have arrays of those so many places further: every second one is
/// required, and one is a map.
fn links(count: usize, steps: &[usize]) -> Value {
    let schemas = (0..count).map(|at| {
        let name = |index: usize, step: usize| format!("to{index}_{step}");
        let property = |(index, step): (usize, &usize)| {
            let to = json!({ "$ref": format!("#/components/schemas/Node{}", (at + step) % count) });
            let value = match index {
                3 => json!({ "type": "object", "additionalProperties": to }),
                _ => json!({ "type": "array", "items": to }),
            };
            (name(index, *step), value)
        };
        let properties: serde_json::Map<_, _> = steps.iter().enumerate().map(property).collect();
        let required = (at % 2 == 0).then(|| name(0, steps[0]));
        let required: Vec<String> = required.into_iter().collect();
        let schema = json!({ "type": "object", "properties": properties, "required": required });
        (format!("Node{at}"), schema)
    });
    let schemas: serde_json::Map<_, _> = schemas.collect();
    let schema = json!({ "$ref": "#/components/schemas/Node0" });
    let content = json!({ "application/json": { "schema": schema } });
    let operation = json!({ "operationId": "getNode", "responses": { "200": { "description": "", "content": content } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Links", "version": "1" },
        "servers": [{ "url": "https://links.example" }],
        "paths": { "/node": { "get": operation } },
        "components": { "schemas": schemas },
    })
}

/// Builds the program of all documents. The models of those that are linked can go to another thread,
/// for which the compiler looks at all that they hold.
fn build(home: &Utf8Path, made: &[Made], linked: &[&str]) -> Utf8PathBuf {
    let mut modules =
        String::from("fn can_be_sent<T: Send + Sync + Clone + PartialEq + 'static>() {}\n");
    for module in linked {
        writeln!(modules, "mod {module};").unwrap();
        writeln!(
            modules,
            "fn send_{module}() {{ can_be_sent::<Option<{module}::models::Node0>>() }}"
        )
        .unwrap();
    }
    let mut types = Vec::new();
    for one in made {
        let module = module(&one.document);
        writeln!(modules, "mod {module};").unwrap();
        types.extend(one.types.iter().cloned().map(|ty| Type {
            rust: ty.rust.replace("models::", &format!("{module}::models::")),
            ..ty
        }));
    }
    let program = home.join("program.rs");
    write(&program, &items(&types, &modules));
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO"));
    // With all members, so that features are those that the tests of all were built with.
    command.args(["test", "--no-run", "--workspace", "--features", "guestlist-trip/generated"]);
    command.args(["--bin", "guestlist-trip", "--quiet", "--offline", "--message-format", "json"]);
    command.current_dir(&root);
    // What cargo tells a test of itself would make it build dependencies anew that look at it.
    for (name, _) in std::env::vars() {
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if own.iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command.env("GUESTLIST_TRIP", &program).env("CARGO_TARGET_DIR", target);
    let ended = run(&mut command, None, Duration::from_secs(1800)).unwrap();
    let built = built(&ended, "guestlist-trip", &root.join("tests/corpus/trip"));
    assert!(built.is_whole, "{}", built.error.unwrap_or_default());
    assert_eq!(built.warnings, 0, "{}", ended.output);
    built.program.unwrap()
}

/// Writes a file, unless it is right already: what has not changed is not built again.
fn write(path: &Utf8Path, content: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}
