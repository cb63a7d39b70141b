//! A body with one change, for each change at each place.
//!
//! It makes [`Mutant`]s from a [`Tree`]. It does not decide whether a change may be kept: each test has its
//! own judge.

pub mod tree;

use serde_json::{Value, json};

use crate::execution::mutations::tree::{Step, Tree};

/// A changed body.
pub struct Mutant {
    /// The kind of change.
    pub kind: &'static str,
    /// The body after it.
    pub body: Tree,
    /// The place of the change, which an error must name.
    pub place: Vec<Step>,
}

/// All changes of a body.
pub fn mutants(body: &Tree) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for place in body.paths() {
        let Some(part) = body.at(&place) else { continue };
        let mut put = |kind: &'static str, value: Tree| {
            mutants.push(Mutant {
                kind,
                body: body.with(&place, &mut |_| value.clone()),
                place: place.clone(),
            });
        };
        put("null", Tree::Scalar(Value::Null));
        for other in wrong_types(part) {
            put("wrong type", other);
        }
        match part {
            Tree::Scalar(Value::String(_)) => {
                let kind = if is_type(&place) { "unknown type" } else { "unknown text" };
                put(kind, Tree::Scalar(json!("of-no-list")));
            }
            Tree::Scalar(Value::Number(_)) => {
                put("number out of range", Tree::Scalar(json!(9_223_372_036_854_775_808_u64)));
                put("number with a fraction", Tree::Scalar(json!(1.5)));
            }
            Tree::List(_) => put("list emptied", Tree::List(Vec::new())),
            Tree::Object(members) => {
                mutants.extend(member_mutants(body, &place, members));
            }
            Tree::Scalar(_) => {}
        }
    }
    mutants
}

/// A value that no schema describes.
const UNKNOWN: &[u8] =
    br#"{"deep": [1, null, 2.5, {"type": "orgs"}], "big": 12345678901234567890}"#;

/// The changes of the properties of an object.
fn member_mutants(body: &Tree, place: &[Step], members: &[(String, Tree)]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut put = |kind: &'static str, at: &[Step], changed: Vec<(String, Tree)>| {
        let body = body.with(place, &mut |_| Tree::Object(changed.clone()));
        mutants.push(Mutant { kind, body, place: at.to_vec() });
    };
    let unknown = Tree::parse(UNKNOWN).unwrap_or(Tree::Scalar(Value::Null));
    for (kind, at) in [("unknown member first", 0), ("unknown member last", members.len())] {
        let mut changed = members.to_vec();
        changed.insert(at, ("of_no_list".to_owned(), unknown.clone()));
        let mut at = place.to_vec();
        at.push(Step::Member("of_no_list".to_owned()));
        put(kind, &at, changed);
    }
    put("members reversed", place, members.iter().rev().cloned().collect());
    for (index, (name, value)) in members.iter().enumerate() {
        let mut at = place.to_vec();
        at.push(Step::Member(name.clone()));
        let mut without = members.to_vec();
        without.remove(index);
        if name == "type" {
            let mut last = without.clone();
            last.push((name.clone(), value.clone()));
            put("`type` last", &at, last);
            let mut first = without.clone();
            first.insert(0, (name.clone(), value.clone()));
            put("`type` first", &at, first);
        }
        let mut doubled = members.to_vec();
        doubled.push((name.clone(), value.clone()));
        put("member doubled", &at, doubled);
        put("member removed", &at, without);
    }
    mutants
}

/// The same tree with `type` as the last property of each object.
pub fn types_last(tree: &Tree) -> Tree {
    match tree {
        Tree::Scalar(_) => tree.clone(),
        Tree::List(items) => Tree::List(items.iter().map(types_last).collect()),
        Tree::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), types_last(value)));
            let (last, mut rest): (Vec<_>, Vec<_>) = members.partition(|(name, _)| name == "type");
            rest.extend(last);
            Tree::Object(rest)
        }
    }
}

/// Values of other types.
fn wrong_types(part: &Tree) -> Vec<Tree> {
    let scalar = |value: Value| Tree::Scalar(value);
    let all = [scalar(json!("5")), scalar(json!(5)), scalar(json!(true))];
    let kind = |tree: &Tree| match tree {
        Tree::Scalar(value) => std::mem::discriminant(value),
        Tree::List(_) => std::mem::discriminant(&Value::Array(Vec::new())),
        Tree::Object(_) => std::mem::discriminant(&Value::Object(Default::default())),
    };
    let mut others: Vec<Tree> = all.into_iter().filter(|other| kind(other) != kind(part)).collect();
    match part {
        Tree::Scalar(_) => {
            others.push(Tree::List(Vec::new()));
            others.push(Tree::Object(Vec::new()));
        }
        // An array in place of an object, or the reverse, is not wrong for a union of both.
        Tree::List(_) => {}
        Tree::Object(_) => others.push(Tree::List(Vec::new())),
    }
    others
}

fn is_type(place: &[Step]) -> bool {
    place.last() == Some(&Step::Member("type".to_owned()))
}
