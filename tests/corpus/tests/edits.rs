//! The rules of `diff` agree with the execution: about their own cases, and about a sample of seeded edits.
//! `cargo xtask edits` tries more of them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use camino::{Utf8Path, Utf8PathBuf};
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
    assert!(disagreed.counts().1 > 20, "{} bodies are too few", disagreed.counts().1);
    assert_eq!((rules, edits), (guestlist_codegen::rules().len(), EDITS));
    assert!(of_rules > 500 && of_edits > 150, "{of_rules} and {of_edits} bodies are too few");
    let wrong = [cases.disagreements, tried.disagreements, disagreed.disagreements].concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
