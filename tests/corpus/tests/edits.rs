//! The rules of `diff` agree with the execution: about their own cases, and about a sample of seeded edits.
//! `cargo xtask edits` tries more of them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::execution;
use guestlist::execution::bodies::Comparison;
use guestlist::execution::build_folder::BuildFolder;
use guestlist_codegen::diff_documents;
use guestlist_corpus::edits::{Arguments, run, run_cases};

/// So many edits are tried in each run.
const EDITS: usize = 12;

fn root() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize_utf8().unwrap()
}

#[test]
fn rules_and_execution_agree() {
    let home = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("edits");
    let cases = run_cases(&root().join("tests/compiler_cases/diffs"), &root(), &home).unwrap();
    let arguments = Arguments {
        folders: vec![root().join("tests/corpus/open")],
        count: EDITS,
        seed: 1,
        batch: EDITS,
    };
    let tried = run(&arguments, &root(), &home).unwrap();
    // What the two once disagreed about.
    let disagreed = run_cases(&root().join("tests/corpus/disagreed"), &root(), &home).unwrap();
    let ((rules, of_rules), (edits, of_edits)) = (cases.counts(), tried.counts());
    assert!(cases.calls() > 30, "{} calls are too few", cases.calls());
    assert!(disagreed.counts().1 > 20, "{} bodies are too few", disagreed.counts().1);
    assert_eq!((rules, edits), (guestlist_codegen::rules().len(), EDITS));
    assert!(of_rules > 500 && of_edits > 150, "{of_rules} and {of_edits} bodies are too few");
    let wrong = [cases.disagreements, tried.disagreements, disagreed.disagreements].concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
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
