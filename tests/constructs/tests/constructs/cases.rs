//! The cases in `cases/`: each value gives the result that is written beside it.

use std::collections::BTreeSet;
use std::fs;

use camino::Utf8Path;
use guestlist::execution::mutations::tree::{Tree, written};
use serde_yaml::Mapping;

use crate::models::{Decoded, read};
use crate::unions::{Document, Union, members};

/// A value of a schema, and what has to become of it.
pub(crate) struct Case {
    pub(crate) schema: String,
    pub(crate) json: String,
    pub(crate) expected: Expected,
}

/// What has to become of a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// It comes back the same, and each union in it is the variant that is named: the path of the
    /// union, without a dot in front, and the variant.
    Same(Vec<(String, String)>),
    /// It is refused, with this path.
    Refused(String),
}

/// The files, each with the names of variants that it declares.
pub(crate) fn files() -> Vec<Mapping> {
    let folder = Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/cases"));
    let mut paths: Vec<_> =
        folder.read_dir_utf8().unwrap().map(|entry| entry.unwrap().path().to_owned()).collect();
    paths.sort();
    let read = |path| serde_yaml::from_str(&fs::read_to_string(path).unwrap());
    paths.iter().map(|path| read(path).unwrap_or_else(|error| panic!("{path}: {error}"))).collect()
}

/// All cases, in the order of the files.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (schema, rows) in files().iter().flatten() {
        let schema = schema.as_str().unwrap();
        for (json, expected) in rows.as_mapping().unwrap() {
            let json = json.as_str().unwrap_or_else(|| panic!("{schema}: quote {json:?}"));
            if json != VARIANTS {
                let expected = expected.as_str().unwrap_or_default();
                let expected = Expected::parse(expected)
                    .unwrap_or_else(|| panic!("{schema}: {json}: {expected:?}"));
                cases.push(Case { schema: schema.to_owned(), json: json.to_owned(), expected });
            }
        }
    }
    cases
}

/// The row of a union that names its variants, in the order of the document.
pub(crate) const VARIANTS: &str = "variants";

impl Expected {
    /// Reads `same`, `refused at PATH`, `refused`, or variants, such as `Sum, left Literal`.
    fn parse(text: &str) -> Option<Self> {
        match text {
            "same" => return Some(Self::Same(Vec::new())),
            "refused" => return Some(Self::Refused(String::new())),
            _ => {}
        }
        if let Some(path) = text.strip_prefix("refused at ") {
            return Some(Self::Refused(path.to_owned()));
        }
        let variants = text.split(", ").map(|one| {
            let (path, variant) = one.rsplit_once(' ').unwrap_or(("", one));
            let is_name = variant.starts_with(|c: char| c.is_ascii_uppercase());
            is_name.then(|| (path.to_owned(), variant.to_owned()))
        });
        variants.collect::<Option<_>>().map(Self::Same)
    }
}

/// What became of a value, told as the case tells it.
fn outcome(document: &Document, case: &Case) -> Result<Expected, String> {
    let body = Tree::parse(case.json.as_bytes()).ok_or("it is not JSON")?;
    match read(&case.schema, &case.json) {
        Err(error) => Ok(Expected::Refused(error.path().to_owned())),
        Ok(Decoded { json, shown }) if is_same(&case.json, &json) => {
            let unions = document.unions(&case.schema, &body, &shown);
            let told = |union: &Union<'_>| (written(&union.path), union.variant.clone());
            Ok(Expected::Same(unions.iter().map(told).collect()))
        }
        Ok(Decoded { json, .. }) => Err(format!("it came back as {json}")),
    }
}

/// Whether two texts are the same JSON: numbers as they are spelled and to the last digit, names
/// in any order.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let spelled = |text: &str| Tree::parse(text.as_bytes()).map(|tree| tree.ordered());
    let exact = guestlist::execution::tree::Tree::parse;
    spelled(one) == spelled(other) && exact(one) == exact(other)
}

#[test]
fn each_case_becomes_what_is_written_beside_it() {
    let document = Document::new();
    let mut faults = String::new();
    for case in cases() {
        let outcome = outcome(&document, &case);
        if outcome.as_ref() != Ok(&case.expected) {
            let Case { schema, json, expected } = case;
            faults += &format!("{schema}: {json}\n  expected {expected:?}\n  found {outcome:?}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn each_schema_that_stands_for_itself_has_cases() {
    let document = Document::new();
    let known: BTreeSet<String> = cases().into_iter().map(|case| case.schema).collect();
    let missing: Vec<&str> =
        document.oracle.names().filter(|name| !known.contains(*name)).collect();
    let unused: Vec<&str> =
        missing.iter().copied().filter(|name| !document.is_used(name)).collect();
    assert!(unused.is_empty(), "without a case, and in no schema that has one: {unused:?}");
}

#[test]
fn each_union_and_each_enum_has_the_names_of_its_variants() {
    let document = Document::new();
    for name in document.oracle.names() {
        let values = document.values(name).len();
        let count = if values == 0 { members(&document.oracle, name).len() } else { values };
        match document.variants.get(name) {
            Some(variants) => assert_eq!(variants.len(), count, "{name}: {variants:?}"),
            None => assert!(values == 0 && count < 2, "{name} needs `{VARIANTS}`"),
        }
    }
}

#[test]
fn expectations_are_understood() {
    let same = |all: &[(&str, &str)]| {
        let all = all.iter().map(|(path, variant)| ((*path).to_owned(), (*variant).to_owned()));
        Some(Expected::Same(all.collect()))
    };
    assert_eq!(Expected::parse("same"), same(&[]));
    assert_eq!(Expected::parse("Sum, left Literal"), same(&[("", "Sum"), ("left", "Literal")]));
    assert_eq!(Expected::parse("refused at a[0].b"), Some(Expected::Refused("a[0].b".to_owned())));
    assert_eq!(Expected::parse("sum"), None);
    assert_eq!(Expected::parse(""), None);
}
