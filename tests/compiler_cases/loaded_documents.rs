//! Third-party documents converted to one document of OpenAPI 3.0: its content, and the locations of
//! problems.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use camino::Utf8Path;
use guestlist_codegen::{
    Rewriting, checks, codes, compile_document, compile_document_partial, explain_document,
    rewritings,
};
use guestlist_tests::snapshots::compare_each;
use serde_json::Value;

/// The codes that belong to no check.
const OTHERS: [&str; 12] = [
    "bad-overlay",
    "guessed-paging",
    "incompatible-action",
    "internal-fault",
    "json-syntax",
    "left-out",
    "misplaced-reference",
    "unexpected-content",
    "unknown-selector",
    "unmatched-action",
    "unreadable-file",
    "yaml-syntax",
];

#[test]
fn each_code_has_an_entry_and_each_entry_a_code() {
    let known: BTreeSet<&str> = checks().iter().map(|check| check.code).chain(OTHERS).collect();
    let told: BTreeSet<&str> = codes().map(|code| code.name).collect();
    assert_eq!(told, known);
    for code in codes() {
        let has = |word: &str| code.text.contains(word);
        assert!(has("\nwrong: ") && has("\nright: "), "{} has no example", code.name);
        assert_eq!(code.rule.is_none(), OTHERS.contains(&code.name), "{}", code.name);
    }
}

#[test]
fn each_rewriting_has_a_case_and_does_what_it_shows() {
    let names: BTreeSet<String> = rewritings().iter().map(|one| one.name.to_owned()).collect();
    assert_eq!(names.len(), rewritings().len(), "two rewritings have one name");
    assert_eq!(super::folders(&super::cases().join("rewritings")), names);
    let title = |rewriting: &&Rewriting| rewriting.name.to_owned();
    compare_each(rewritings(), title, |rewriting| {
        let file = super::sources().join(format!("openapi/load/rewrite/{}.rs", rewriting.name));
        assert!(file.is_file(), "{file} is missing");
        let case = super::cases().join("rewritings").join(rewriting.name);
        let file = case.join("openapi.yaml");
        let before: Value = serde_yaml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let after: Value = serde_yaml::from_str(&explain_document(&file).unwrap()).unwrap();
        let schemas = |document: &Value| {
            serde_yaml::to_string(&document.pointer("/components/schemas")).unwrap()
        };
        assert_ne!(before, after);
        let text = format!("# before\n{}\n# after\n{}", schemas(&before), schemas(&after));
        super::expected(&case, "change", rewriting.does, text)
    });
}

#[test]
fn each_document_is_one_of_3_0() {
    let names = super::folders(&super::cases().join("documents"));
    compare_each(names, String::clone, |name| {
        let folder = super::cases().join("documents").join(name);
        let file = folder.join("openapi.yaml");
        let short = |text: String| text.replace(&format!("{folder}/"), "");
        let mut text = explain_document(&file).unwrap();
        match compile_document(&file) {
            Ok(files) => write!(text, "\n# notes\n{}", short(files.notes().to_string())).unwrap(),
            Err(report) => {
                super::assert_orderly(&report);
                write!(text, "\n# problems\n{}", short(report.to_string())).unwrap();
            }
        }
        super::expected(&folder, "document", "One document, as checks see it.", text)
    });
}

#[test]
fn what_has_problems_is_left_out_and_the_rest_is_compiled() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    let text = r"
openapi: 3.0.3
info: {title: Guests, version: '1'}
tags: [{name: Guests}]
paths:
  /guests:
    get:
      operationId: ListGuests
      tags: [Guests]
      responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}}}
    post:
      operationId: AddGuest
      tags: [Guests]
      parameters: [{$ref: '#/components/parameters/Bad'}]
      responses: {'204': {description: Added.}}
    delete:
      operationId: RemoveGuests
      tags: [Guests]
      responses: {'204': {$ref: '#/components/responses/Nowhere'}}
components:
  parameters: {Bad: {name: bad, schema: {type: string}}}
  schemas:
    List: {type: object, properties: {guests: {type: array, items: {$ref: '#/components/schemas/Guest'}}}}
    Guest: {type: strin}
";
    std::fs::write(&file, text).unwrap();
    assert!(compile_document(&file).is_err());
    let (files, left_out) = compile_document_partial(&file).unwrap();
    assert_eq!((files.counts().operations, files.counts().models), (1, 1), "{left_out}");
    let codes: Vec<&str> = left_out.problems().iter().map(|problem| problem.code).collect();
    assert!(
        codes.contains(&"dangling-reference") && codes.contains(&"missing-property"),
        "{codes:?}"
    );
    assert!(codes.contains(&"unknown-type"), "{codes:?}");
    std::fs::write(&file, format!("{text}\nservers: 7\n")).unwrap();
    assert!(compile_document_partial(&file).is_err(), "the document's own faults stay");
}
