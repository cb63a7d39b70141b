//! The basis of the tests on third-party documents, shown on two small ones: the instances of each schema,
//! and the supervision of generation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

use camino::Utf8Path;
use guestlist::execution::instances::{Instances, instances};
use guestlist::execution::schema::Oracle;
use guestlist_corpus::child::{self, Order};
use guestlist_corpus::documents::{find, read};
use serde_json::{Value, json};

fn folder() -> &'static Utf8Path {
    Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/documents"))
}

fn of(document: &str, component: &str) -> Instances {
    let oracle = Oracle::of(&read(&folder().join(document)).unwrap());
    instances(&oracle, component).unwrap()
}

fn has(values: &[Value], fits: impl Fn(&Value) -> bool) -> bool {
    values.iter().any(fits)
}

#[test]
fn documents_are_found_and_others_are_named() {
    let (documents, others) = find(folder(), None).unwrap();
    let names: Vec<&str> = documents.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["shapes.yaml", "streams.yaml", "tree.json"]);
    assert_eq!(others, ["notes.json"]);
    assert_eq!(find(folder(), Some("tree")).unwrap().0.len(), 1);
}

#[test]
fn a_union_has_instances_of_each_member_and_a_named_one_for_each() {
    let found = of("shapes.yaml", "Shape").valid;
    assert!(has(&found, |one| one["kind"] == "circle"));
    assert!(has(&found, |one| one["kind"] == "square"));
    let oracle = Oracle::of(&read(&folder().join("shapes.yaml")).unwrap());
    assert_eq!(oracle.members("Shape").len(), 2);
    assert_eq!(oracle.named_member("Shape", &json!({ "kind": "square" })), Some(1));
    assert_eq!(oracle.named_member("Shape", &json!({ "kind": "oval" })), None);
}

#[test]
fn instances_are_smallest_and_fullest_and_at_the_limits() {
    let circles = of("shapes.yaml", "Circle");
    let minimal = |one: &Value| one.as_object().unwrap().len() == 3;
    assert!(has(&circles.valid, minimal), "{:?}", circles.valid);
    assert!(has(&circles.valid, |one| one.get("made").is_some() && one.get("note").is_some()));
    assert!(has(&circles.valid, |one| one.get("note") == Some(&Value::Null)));
    assert!(has(&circles.valid, |one| one["radius"] == json!(1e21)));
    assert!(!has(&circles.valid, |one| one["radius"] == json!(0)), "zero is excluded");
    assert!(has(&circles.valid, |one| one.get("x-unlisted member").is_some()));
    let squares = of("shapes.yaml", "Square");
    assert!(has(&squares.valid, |one| one["side"] == json!(i32::MIN)));
    assert!(!has(&squares.valid, |one| one["side"] == json!(i64::MAX)));
    assert!(has(&squares.unlisted, |one| one["colour"] == "not listed yet"));
    assert!(has(&squares.unlisted, |one| one["kind"] == "square"), "a tag is no open enum");
}

#[test]
fn closed_objects_lists_and_patterns_are_kept_to() {
    let shapes = of("shapes.yaml", "Shapes").valid;
    assert!(!has(&shapes, |one| one.get("x-unlisted member").is_some()));
    assert!(!has(&shapes, |one| one["shapes"] == json!([])));
    assert!(has(&shapes, |one| one["by_name"].get("x-unlisted member").is_some()));
    let code = |one: &Value| one.get("code").is_some_and(|code| code != "");
    assert!(has(&shapes, code));
}

#[test]
fn a_schema_that_holds_itself_and_the_words_of_3_1_are_understood() {
    let nodes = of("tree.json", "Node").valid;
    assert!(has(&nodes, |one| one["left"].is_null()));
    assert!(has(&nodes, |one| one["left"].is_object()));
    assert!(has(&nodes, |one| one.get("weight") == Some(&Value::Null)));
    let leaves = of("tree.json", "Leaf").valid;
    assert!(has(&leaves, Value::is_string));
    assert!(has(&leaves, |one| *one == json!(i64::MAX)));
}

#[test]
fn a_generation_tells_what_became_of_its_document() {
    for name in ["shapes.yaml", "tree.json"] {
        let spec = folder().join(name);
        let order = Order { spec, out: None, runtime: None, partial: false, times: 1 };
        let told = child::run(&order).unwrap();
        assert_eq!(told.seconds.len(), 1);
        match told.outcome.as_str() {
            "whole" => assert!(told.files > 0 && told.operations == 1 && told.lines > 0),
            _ => assert!(!told.problems.is_empty()),
        }
    }
}
