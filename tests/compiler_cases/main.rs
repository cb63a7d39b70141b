//! Each check and each pass has a case: a folder of its name, with the expected output beside the
//! input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]
#![allow(clippy::disallowed_methods, reason = "what is written here is temporary")]

mod bounds;
mod dependencies;
mod diffs;
mod growth;
mod guesses;
mod keywords;
mod loaded_documents;
mod mutated_descriptions;
mod mutated_documents;
mod odd_descriptions;
mod overlays;
mod random_documents;
mod selections;
mod unknown_extensions;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{Check, Pass, Report, checks, compile, compile_document, explain, passes};
use guestlist_tests::snapshots::{Snapshot, compare_each};

/// The codes of problems that keep a description from being read at all.
const UNREADABLE: [&str; 4] =
    ["unreadable-file", "yaml-syntax", "unexpected-content", "json-syntax"];

fn cases() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("compiler_cases")
}

fn sources() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src")
}

/// The folders in a folder, by name.
fn folders(folder: &Utf8Path) -> BTreeSet<String> {
    let entries = folder.read_dir_utf8().unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().to_owned()).collect()
}

/// The descriptions of a case: its folder, or, for what one document cannot show at once, several
/// in it.
fn descriptions(case: &Utf8Path) -> Vec<Utf8PathBuf> {
    let inner: Vec<_> = folders(case).iter().map(|name| case.join(name)).collect();
    let inner: Vec<_> =
        inner.into_iter().filter(|folder| folder.join("openapi.yaml").exists()).collect();
    if inner.is_empty() { vec![case.to_owned()] } else { inner }
}

/// The reports of a case, whose problems all have the code, with places from the case's folder on.
fn reports(case: &Utf8Path, code: &str) -> String {
    let mut text = String::new();
    for description in descriptions(case) {
        let document = description.join("openapi.json");
        let compiled =
            if document.exists() { compile_document(&document) } else { compile(&description) };
        let Err(report) = compiled else { panic!("{description} compiles") };
        let codes: BTreeSet<&str> = report.problems().iter().map(|problem| problem.code).collect();
        assert_eq!(codes, BTreeSet::from([code]), "{description}:\n{report}");
        assert_orderly(&report);
        text.push_str(&report.to_string().replace(&format!("{case}/"), ""));
    }
    text
}

/// Every problem has a place and a help, and they come in the order of their places.
fn assert_orderly(report: &Report) {
    for problem in report.problems() {
        let place = &problem.location;
        assert!(place.line >= 1 && place.column >= 1, "{problem:?} has no place");
        assert!(
            !problem.message.is_empty() && !problem.help.is_empty(),
            "{problem:?} says nothing"
        );
    }
    assert!(
        report.problems().is_sorted_by_key(|problem| &problem.location),
        "not in order:\n{report}"
    );
}

/// What is expected of a case, which stands in its folder.
fn expected(case: &Utf8Path, name: &str, about: &str, text: String) -> Snapshot {
    Snapshot { folder: case.into(), name: name.to_owned(), about: about.to_owned(), text }
}

#[test]
fn each_check_has_a_case_and_a_file_of_its_name() {
    let codes: BTreeSet<String> = checks().iter().map(|check| check.code.to_owned()).collect();
    assert_eq!(codes.len(), checks().len(), "two checks have one code");
    assert_eq!(folders(&cases().join("checks")), codes);
    for code in codes {
        let file = sources().join(format!("check/{}.rs", code.replace('-', "_")));
        assert!(file.is_file(), "{file} is missing");
    }
}

#[test]
fn each_check_finds_all_its_faults_and_no_other_check_finds_any() {
    let title = |check: &&Check| check.code.to_owned();
    compare_each(checks(), title, |check| {
        let case = cases().join("checks").join(check.code);
        expected(&case, "report", check.rule, reports(&case, check.code))
    });
}

#[test]
fn each_way_to_be_unreadable_is_told_with_its_place() {
    assert_eq!(folders(&cases().join("read")), UNREADABLE.map(str::to_owned).into());
    compare_each(UNREADABLE, ToString::to_string, |code| {
        let case = cases().join("read").join(code);
        expected(&case, "report", "What keeps a file from being read.", reports(&case, code))
    });
}

#[test]
fn each_pass_has_a_case_and_a_file_of_its_name() {
    let names: BTreeSet<String> = passes().iter().map(|pass| pass.name.to_owned()).collect();
    assert_eq!(names.len(), passes().len(), "two passes have one name");
    assert_eq!(folders(&cases().join("passes")), names);
    for name in names {
        let file = sources().join(format!("lower/{name}.rs"));
        assert!(file.is_file(), "{file} is missing");
    }
}

#[test]
fn each_pass_does_what_its_case_shows() {
    let previous = std::iter::once(None).chain(passes().iter().map(Some));
    let title = |(pass, _): &(&Pass, _)| pass.name.to_owned();
    compare_each(passes().iter().zip(previous), title, |(pass, previous)| {
        let folder = cases().join("passes").join(pass.name);
        let document = |after| explain(&folder, after).unwrap_or_else(|report| panic!("{report}"));
        let (before, after) = (document(previous), document(Some(pass)));
        assert_ne!(before, after, "{} does nothing in its case", pass.name);
        let document = folder.join("openapi.yaml");
        compile_document(&document).unwrap_or_else(|report| panic!("{report}"));
        let mut text = String::new();
        writeln!(text, "# before\n{before}\n# after\n{after}").unwrap();
        expected(&folder, "change", pass.does, text)
    });
}
