//! Selections: the chosen operations, and the parts of the document that they need.

use std::fmt::Write as _;

use camino::Utf8Path;
use guestlist_codegen::{Input, Selection, compile_document, explain_document};
use guestlist_tests::snapshots::compare_each;
use serde_json::Value;

fn selection(case: &Utf8Path) -> Selection {
    let text = std::fs::read_to_string(case.join("selection.yaml")).unwrap();
    let table: Value = serde_yaml::from_str(&text).unwrap();
    let list = |name: &str| {
        let list = table.get(name).and_then(Value::as_array).into_iter().flatten();
        list.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let all_components = table.get("all-components") == Some(&Value::Bool(true));
    Selection { only: list("only"), skip: list("skip"), all_components }
}

#[test]
fn each_selection_makes_what_its_case_shows() {
    let folder = super::cases().join("selections");
    let cases = super::folders(&folder);
    assert!(cases.len() >= 15, "{}", cases.len());
    compare_each(cases, ToString::to_string, |name| {
        let case = folder.join(&name);
        let (document, selection) = (folder.join("document.yaml"), selection(&case));
        let input = Input::from(&document).selecting(&selection);
        let text = match explain_document(input) {
            Ok(left) => {
                assert!(!name.starts_with("refused_"), "{left}");
                shown(input, &serde_yaml::from_str(&left).unwrap())
            }
            Err(report) => {
                assert!(name.starts_with("refused_"), "{report}");
                report.to_string().replace(&format!("{folder}/"), "")
            }
        };
        super::expected(&case, "result", "What is left of the document.", text)
    });
}

/// What is left of the document, and what is made of it.
fn shown(input: Input<'_>, left: &Value) -> String {
    let mut text = String::new();
    let names = |value: Option<&Value>| {
        let names = value.and_then(Value::as_object).into_iter().flatten();
        names.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    };
    for (path, item) in left["paths"].as_object().unwrap() {
        writeln!(text, "{path}: {}", names(Some(item))).unwrap();
    }
    for (group, components) in left["components"].as_object().unwrap() {
        writeln!(text, "{group}: {}", names(Some(components))).unwrap();
    }
    writeln!(text, "tags: {}", left["tags"]).unwrap();
    match compile_document(input) {
        Ok(files) => {
            let counts = files.counts();
            writeln!(text, "{} operations, {} models", counts.operations, counts.models).unwrap();
            let notes: Vec<&str> =
                files.notes().problems().iter().map(|note| note.message.as_str()).collect();
            writeln!(text, "notes: {notes:?}\n\n{}", files.left_out().unwrap()).unwrap();
        }
        Err(report) => writeln!(text, "{} problems", report.problems().len()).unwrap(),
    }
    text
}
