//! One change at a time, at every place of every example: each is either kept without loss, in the
//! right variant, or refused with the path of exactly that place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

use std::collections::BTreeMap;

use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Example, document, examples};
use guestlist_tests::schema::Judge;
use guestlist_tests::tree::{Step, Tree, written};
use serde_json::{Value, json};

/// A changed body.
struct Mutant {
    kind: &'static str,
    body: Tree,
    /// The place of the change, where an error has to point.
    place: Vec<Step>,
}

/// All changes of a body.
fn mutants(body: &Tree) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for place in body.paths() {
        let part = body.at(&place).unwrap();
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

/// The changes of the members of an object.
fn member_mutants(body: &Tree, place: &[Step], members: &[(String, Tree)]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut put = |kind: &'static str, at: &[Step], changed: Vec<(String, Tree)>| {
        let body = body.with(place, &mut |_| Tree::Object(changed.clone()));
        mutants.push(Mutant { kind, body, place: at.to_vec() });
    };
    let unknown =
        Tree::parse(br#"{"deep": [1, null, 2.5, {"type": "orgs"}], "big": 12345678901234567890}"#)
            .unwrap();
    for (kind, at) in [("unknown member first", 0), ("unknown member last", members.len())] {
        let mut changed = members.to_vec();
        changed.insert(at, ("of_no_list".to_owned(), unknown.clone()));
        put(kind, place, changed);
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

/// The same with `type` as the last member of each object.
fn types_last(tree: &Tree) -> Tree {
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
        // A list in place of an object and the reverse: at the union of both neither is wrong.
        Tree::List(_) => {}
        Tree::Object(_) => others.push(Tree::List(Vec::new())),
    }
    others
}

fn is_type(place: &[Step]) -> bool {
    place.last() == Some(&Step::Member("type".to_owned()))
}

/// What became of the changes of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcomes {
    lossless: usize,
    refused: usize,
    lossy: usize,
    wrong_path: usize,
}

fn judge(example: &Example, judge: &Judge, mutant: &Mutant, outcomes: &mut Outcomes) {
    let text = mutant.body.text();
    let title = || format!("{}: {} at {:?}", example.title(), mutant.kind, written(&mutant.place));
    match read(example.api, &example.operation, example.message, text.as_bytes()) {
        Ok(decoded) => {
            let again = Tree::parse(&decoded.json).unwrap();
            let expected = judge.variants(&example.operation, example.message, &mutant.body);
            if again.ordered() == mutant.body.ordered() && decoded.variants == expected {
                outcomes.lossless += 1;
            } else {
                outcomes.lossy += 1;
                eprintln!(
                    "lossy: {}\n  {text}\n  {}\n  {:?}",
                    title(),
                    again.text(),
                    decoded.variants
                );
            }
        }
        Err(error) if error.path() == written(&mutant.place) => outcomes.refused += 1,
        Err(error) => {
            outcomes.wrong_path += 1;
            eprintln!("wrong path: {}\n  {error}", title());
        }
    }
}

#[test]
fn a_changed_body_is_kept_or_refused_at_the_changed_place() {
    let mut table: BTreeMap<&str, Outcomes> = BTreeMap::new();
    let mut bodies = 0;
    for example in examples().iter().filter(|example| example.erratum.is_none()) {
        bodies += 1;
        let judged_by = Judge::new(document(example.api));
        let body = Tree::parse(&example.bytes).unwrap();
        // A tag that comes late is read another way, and has to be as right.
        let late = types_last(&body);
        let late = if late == body { Vec::new() } else { mutants(&late) };
        for mutant in mutants(&body).into_iter().chain(late) {
            judge(example, &judged_by, &mutant, table.entry(mutant.kind).or_default());
        }
    }
    let total = table.values().fold(Outcomes::default(), |sum, one| Outcomes {
        lossless: sum.lossless + one.lossless,
        refused: sum.refused + one.refused,
        lossy: sum.lossy + one.lossy,
        wrong_path: sum.wrong_path + one.wrong_path,
    });
    let row = |kind: &str, one: &Outcomes| {
        let Outcomes { lossless, refused, lossy, wrong_path } = one;
        format!("{kind:<23} {lossless:>8} {refused:>8} {lossy:>14} {wrong_path:>10}\n")
    };
    let mut text =
        format!("changes of {bodies} bodies, as they are and with `type` last, one at a time\n\n");
    text += "                        lossless  refused silently lossy wrong path\n";
    table.iter().for_each(|(kind, one)| text += &row(kind, one));
    text += &row("all", &total);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("mutations", text));
    assert_eq!((total.lossy, total.wrong_path), (0, 0));
}
