//! Overlays: the changed documents, the refused overlays, and the locations of problems in a changed
//! document.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{Input, Report, compile_document, overlaid_document, overlay_between};
use guestlist_tests::snapshots::compare_each;
use serde_json::Value;

fn folder() -> Utf8PathBuf {
    super::cases().join("overlays")
}

/// The overlays of a case, in order.
fn overlays(case: &Utf8Path) -> Vec<Utf8PathBuf> {
    let entries = case.read_dir_utf8().unwrap().map(|entry| entry.unwrap().path().to_owned());
    let is_overlay = |path: &Utf8PathBuf| path.file_name().unwrap().starts_with("overlay");
    let mut overlays: Vec<_> = entries.filter(is_overlay).collect();
    overlays.sort();
    overlays
}

#[test]
fn each_overlay_does_what_its_case_shows() {
    let cases = super::folders(&folder());
    assert!(cases.len() >= 25, "{}", cases.len());
    compare_each(cases, ToString::to_string, |name| {
        let case = folder().join(&name);
        let (document, overlays) = (case.join("document.yaml"), overlays(&case));
        let input = Input::from(&document).overlaid(&overlays);
        let told = |report: &Report| {
            super::assert_orderly(report);
            for problem in report.problems() {
                assert!(problem.related.iter().all(|one| one.location.line >= 1), "{problem:?}");
            }
            report.to_string().replace(&format!("{case}/"), "")
        };
        let mut text = String::new();
        match overlaid_document(input) {
            Ok(result) => {
                text.push_str(&result);
                let is_broken = compile_document(input).err();
                assert_eq!(is_broken.is_some(), name.starts_with("problems_"), "{is_broken:?}");
                if let Some(report) = is_broken {
                    write!(text, "\n# problems\n{}", told(&report)).unwrap();
                }
            }
            Err(report) => {
                assert!(name.starts_with("refused_"), "{report}");
                text = told(&report);
            }
        }
        super::expected(&case, "result", "What the overlay makes of the document.", text)
    });
}

#[test]
fn an_overlay_between_two_documents_makes_one_of_the_other() {
    let read = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let scratch = Utf8Path::from_path(scratch.path()).unwrap();
    let mut tried = 0;
    for name in super::folders(&folder()) {
        let case = folder().join(&name);
        let document = case.join("document.yaml");
        let overlays = overlays(&case);
        let input = Input::from(&document).overlaid(&overlays);
        let Ok(other) = overlaid_document(input) else { continue };
        let new = scratch.join("new.yaml");
        std::fs::write(&new, &other).unwrap();
        for (from, to) in [(&document, &new), (&new, &document)] {
            let there = std::fs::read_to_string(to).unwrap();
            let Some(overlay) = overlay_between(from, to).unwrap() else {
                assert_eq!(read(&std::fs::read_to_string(from).unwrap()), read(&there), "{name}");
                continue;
            };
            let file = scratch.join("overlay.yaml");
            std::fs::write(&file, &overlay).unwrap();
            let found = overlaid_document(Input::from(from).overlaid(std::slice::from_ref(&file)));
            let found = found.unwrap_or_else(|report| panic!("{name}: {report}\n{overlay}"));
            assert_eq!(read(&found), read(&there), "{name}\n{overlay}");
            tried += 1;
        }
    }
    assert!(tried >= 40, "{tried}");
}

#[test]
fn an_overlay_between_documents_of_any_types_makes_one_of_the_other() {
    let scratch = tempfile::tempdir().unwrap();
    let scratch = Utf8Path::from_path(scratch.path()).unwrap();
    let values = [
        "null",
        "true",
        "1",
        "'a'",
        "[]",
        "[1]",
        "[1, 2]",
        "[2, 1]",
        "[{a: 1}]",
        "[{a: 2}, {b: 1}]",
        "[[1], {a: 1}]",
        "[[2], {a: 1}]",
        "{}",
        "{a: null}",
        "{a: 1}",
        "{a: {b: [1]}, 'it''s \\ /~ é': {c: 1}}",
        "{a: {b: [1, 2]}, 'it''s \\ /~ é': {c: null}}",
        "{a: [], \"\\n\\u0001\": 2}",
    ];
    let write = |name: &str, text: &str| {
        let file = scratch.join(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    let read = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    for old in values {
        for new in values {
            let texts = [old, new].map(|value| format!("x: {value}\n'y-z': [{{in: {value}}}]\n"));
            let (from, to) = (write("old.yaml", &texts[0]), write("new.yaml", &texts[1]));
            let Some(overlay) = overlay_between(&from, &to).unwrap() else {
                assert_eq!(old, new);
                continue;
            };
            let file = write("overlay.yaml", &overlay);
            let found = overlaid_document(Input::from(&from).overlaid(std::slice::from_ref(&file)));
            let found = found.unwrap_or_else(|report| panic!("{report}\n{overlay}"));
            assert_eq!(read(&found), read(&texts[1]), "{old} to {new}\n{overlay}");
        }
    }
}
