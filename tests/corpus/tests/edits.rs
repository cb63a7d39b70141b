//! The rules of `diff` agree with the execution, for some of their own cases and for a sample of seeded
//! edits. `cargo xtask edits --cases` tries all cases and more edits.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::execution;
use guestlist::execution::bodies::Comparison;
use guestlist::execution::build_folder::BuildFolder;
use guestlist_codegen::diff_documents;
use guestlist_corpus::edits::{Arguments, run_some};

/// So many edits are tried in each run, and the case of one of so many rules. CI runs `cargo xtask edits --cases`, which
/// tries all.
const EDITS: usize = 6;
const ONE_IN: usize = 4;

fn root() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize_utf8().unwrap()
}

#[test]
fn rules_and_execution_agree() {
    let home = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("edits");
    let arguments = Arguments {
        folders: vec![root().join("tests/corpus/open")],
        count: EDITS,
        seed: 1,
        cases: false,
        batch: EDITS,
    };
    let tried = run_some(ONE_IN, &arguments, &root(), &home).unwrap();
    let (edits, bodies) = tried.counts();
    assert!(edits > guestlist_codegen::rules().len() / ONE_IN + EDITS, "{edits} edits");
    assert!(tried.calls() > 10 && bodies > 200, "{} calls, {bodies} bodies", tried.calls());
    assert!(tried.disagreements.is_empty(), "\n{}", tried.disagreements.join("\n"));
    what_calls_send_is_shown_before_and_after(&home);
}

/// Part of the test above, so that both use one folder, and its dependencies are compiled once.
fn what_calls_send_is_shown_before_and_after(home: &Utf8Path) {
    let case = root().join("tests/compiler_cases/diffs/default-server-changed");
    let compared = diff_documents(&case.join("old.yaml"), &case.join("new.yaml")).ok().unwrap();
    let comparison = Comparison { name: "", compared: &compared, bodies: Vec::new() };
    let folder = BuildFolder::new(home, Some(&root().join("Cargo.lock")));
    let execution = execution::run(&[comparison], &folder).unwrap().pop().unwrap();
    let changes = &compared.diff.changes;
    let change = changes.iter().find(|one| one.rule.id == "default-server-changed").unwrap();
    let example = &execution.examples[&change.fingerprint];
    assert!(execution.other_calls > 0 && execution.calls >= execution.other_calls);
    for (sent, url) in
        [(&example.before, "https://guests.example/"), (&example.after, "https://guests.test/")]
    {
        assert!(sent.starts_with(&format!("GET {url}")), "{sent}");
    }
}
