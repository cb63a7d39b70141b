//! Each rule of a comparison has a case: two documents, and the description of the change between them.

use std::fmt::Write as _;

use camino::Utf8PathBuf;
use guestlist_codegen::{Diff, DiffError, Effect, Reader, diff_documents, rules};
use guestlist_tests::snapshots::{Snapshot, compare_each};

use super::{cases, folders, sources};

fn diff(rule: &str) -> Diff {
    let folder = cases().join("diffs").join(rule);
    let compared = diff_documents(&folder.join("old.yaml"), &folder.join("new.yaml"));
    compared.unwrap_or_else(|error| panic!("{rule}: {}", report(&error))).diff
}

fn report(error: &DiffError) -> String {
    match error {
        DiffError::Old(found) => format!("old.yaml: {found}"),
        DiffError::New(found) => format!("new.yaml: {found}"),
    }
}

fn shown(diff: &Diff) -> String {
    let mut text = format!("{}\n", diff.bump.word());
    for change in &diff.changes {
        let line = |at: &Option<_>| {
            at.as_ref().map_or_else(
                || "-".to_owned(),
                |at: &guestlist_codegen::Location| format!("{}:{}", at.line, at.column),
            )
        };
        _ = writeln!(text, "\n{}: {}", change.rule.id, change.sentence);
        for (reader, name) in Reader::ALL {
            let effect = change.effects.on(reader);
            if effect != Effect::None {
                _ = write!(text, "  {name} {}", effect.word());
            }
        }
        _ = writeln!(
            text,
            "  old {} new {} {}",
            line(&change.old),
            line(&change.new),
            change.fingerprint
        );
    }
    for item in &diff.surface {
        _ = writeln!(text, "\n{}", item.title);
        for line in &item.lines {
            let mark = if line.breaks { " (breaks)" } else { "" };
            line.old.iter().for_each(|old| _ = writeln!(text, "  - {old}{mark}"));
            line.new.iter().for_each(|new| _ = writeln!(text, "  + {new}{mark}"));
        }
    }
    text
}

#[test]
fn each_rule_has_a_file_and_a_case() {
    let ids: std::collections::BTreeSet<String> =
        rules().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(ids.len(), rules().len(), "a rule stands twice in the table");
    assert_eq!(folders(&cases().join("diffs")), ids);
    for id in &ids {
        let file: Utf8PathBuf = sources().join("diff/rules").join(id.replace('-', "_") + ".rs");
        assert!(file.is_file(), "{file} is not there");
    }
}

#[test]
fn each_rule_finds_the_change_of_its_case() {
    compare_each(
        rules(),
        |rule| rule.id.to_owned(),
        |rule| {
            let diff = diff(rule.id);
            let found = diff.changes.iter().any(|change| change.rule.id == rule.id);
            assert!(found, "{} does not find its own case:\n{}", rule.id, shown(&diff));
            Snapshot {
                folder: cases().join("diffs").join(rule.id).into(),
                name: "changes".to_owned(),
                about: String::new(),
                text: shown(&diff),
            }
        },
    );
}

#[test]
fn what_breaks_the_generated_code_is_said_to_break_it() {
    let silent = rules().iter().filter(|rule| {
        let diff = diff(rule.id);
        let breaks = diff.surface.iter().any(|item| item.effect() == Effect::Breaking);
        let says = diff.changes.iter().any(|one| one.effects.source == Effect::Breaking);
        breaks != says
    });
    let silent: Vec<&str> = silent.map(|rule| rule.id).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn an_edit_of_a_schema_that_holds_itself_is_one_change_for_each_direction() {
    let folder = cases().join("../corpus/disagreed/a_union_that_holds_itself");
    let compared = diff_documents(&folder.join("old.yaml"), &folder.join("new.yaml"));
    let changes = compared.map_err(|error| report(&error)).unwrap().diff.changes;
    let sentences: Vec<&str> = changes.iter().map(|one| one.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "`Guest.<variant 1>.type` was removed in requests",
            "`Guest.<variant 1>.type` was removed in responses"
        ]
    );
}

#[test]
fn a_document_beside_itself_has_no_changes() {
    for rule in rules() {
        let file = cases().join("diffs").join(rule.id).join("new.yaml");
        let diff = diff_documents(&file, &file).map_err(|error| report(&error)).unwrap().diff;
        assert!(diff.changes.is_empty() && diff.surface.is_empty(), "{}", shown(&diff));
    }
}
