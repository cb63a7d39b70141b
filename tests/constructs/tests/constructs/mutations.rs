//! One change at a time, at every place of every case.

use std::collections::BTreeMap;

use guestlist::execution::mutations::tree::{Tree, written};
use guestlist::execution::mutations::{mutants, types_last};
use guestlist_tests::snapshots::Snapshot;

use crate::cases::{Expected, cases};
use crate::judge::{Judge, Outcome};
use crate::unions::Document;

/// What became of the changes of a schema's cases.
#[derive(Default)]
struct Counts {
    cases: usize,
    kept: usize,
    refused: usize,
    faults: usize,
}

#[test]
fn a_changed_case_is_kept_in_a_right_variant_or_refused_at_the_changed_place() {
    let document = Document::new();
    let judge = Judge::new(&document);
    let mut table: BTreeMap<String, Counts> = BTreeMap::new();
    let mut faults = String::new();
    for case in cases() {
        let Expected::Same(_) = case.expected else { continue };
        let counts = table.entry(case.schema.clone()).or_default();
        counts.cases += 1;
        let body = Tree::parse(case.json.as_bytes()).unwrap();
        // A tag that comes late is read another way, and has to be as right.
        let late = types_last(&body);
        let late = if late == body { Vec::new() } else { mutants(&late) };
        for mutant in mutants(&body).into_iter().chain(late) {
            match judge.outcome(&case.schema, &mutant) {
                (Outcome::Kept, _) => counts.kept += 1,
                (Outcome::Refused, _) => counts.refused += 1,
                (outcome, shown) => {
                    counts.faults += 1;
                    let (kind, place) = (mutant.kind, written(&mutant.place));
                    let (schema, text) = (&case.schema, mutant.body.text());
                    faults +=
                        &format!("{outcome:?}: {schema}, {kind} at {place:?}: {text}\n  {shown}\n");
                }
            }
        }
    }
    let folder = env!("CARGO_MANIFEST_DIR").into();
    let (name, about) = ("constructs".to_owned(), String::new());
    Snapshot { folder, name, about, text: shown(&table) }.compare();
    assert!(faults.is_empty(), "\n{faults}");
}

fn shown(table: &BTreeMap<String, Counts>) -> String {
    let row = |name: &str, one: &Counts| {
        let Counts { cases, kept, refused, faults } = one;
        format!("{name:<15} {cases:>6} {kept:>8} {refused:>8} {faults:>7}\n")
    };
    let all = table.values().fold(Counts::default(), |sum, one| Counts {
        cases: sum.cases + one.cases,
        kept: sum.kept + one.kept,
        refused: sum.refused + one.refused,
        faults: sum.faults + one.faults,
    });
    let mut text = "cases that are kept, and changes of them, one at a time\n\n".to_owned();
    text += "                 cases     kept  refused  faults\n";
    table.iter().for_each(|(name, one)| text += &row(name, one));
    text + &row("all", &all)
}
