//! Recognizing paged lists in documents that do not say how they are paged.
//!
//! A case is a document with lists that are recognized, and more that are not. Each guess is a note; its
//! text, written into the document, gives the same code.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use guestlist_codegen::{Diagnostic, Files, compile_document};
use guestlist_tests::snapshots::{Snapshot, compare_each};
use serde_json::Value;

use super::{cases, folders};

const EXTENSION: &str = "x-guestlist-paging";

fn documents() -> impl Iterator<Item = (String, Utf8PathBuf)> {
    let all = cases().join("guesses");
    folders(&all).into_iter().map(move |name| (name.clone(), all.join(name)))
}

fn compiled(file: &Utf8PathBuf) -> Files {
    compile_document(file).unwrap_or_else(|report| panic!("{file}: {report}"))
}

fn is_guess(note: &&Diagnostic) -> bool {
    note.code == "guessed-paging"
}

/// The operations with streams, each with its code.
fn operations(files: &Files) -> BTreeMap<String, String> {
    let all = files.iter().map(|(path, code)| (path.to_string(), code.to_owned()));
    all.filter(|(path, _)| path.starts_with("operations/")).collect()
}

/// The items of an operation's code without those that page through its list. What `send` gives is any other response, and
/// the line that keeps what its links are relative to is left out.
fn unpaged(code: &str) -> Vec<String> {
    let (_, items) = code.split_once("use super::super::client::Client;").unwrap();
    let items = items
        .replace("paging::page::<Self>", "ResponseValue::json")
        .replace("paging::page_or_nothing::<Self>", "ResponseValue::json_or_nothing")
        .replace("        request.links();\n", "");
    let items =
        items.split("\n}\n").map(|item| item.trim_start_matches("\nuse super::super::models;"));
    let is_other = |item: &&str| !item.contains("paging::") && !item.contains("Paged");
    items.filter(is_other).map(str::to_owned).collect()
}

/// What a guess says that the document could say.
fn written(note: &Diagnostic) -> Value {
    let (_, after) = note.help.split_once(EXTENSION).unwrap();
    let text = after.strip_prefix(": ").unwrap().split('`').next().unwrap();
    serde_yaml::from_str(text).unwrap()
}

/// The document with the extension in each operation that a guess is about.
fn said(file: &Utf8PathBuf, notes: &[Diagnostic], say: impl Fn(&Diagnostic) -> Value) -> Value {
    let mut document: Value =
        serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for note in notes {
        let path = note.message.split('`').nth(1).unwrap().strip_prefix("GET ").unwrap();
        document["paths"][path]["get"][EXTENSION] = say(note);
    }
    document
}

fn compiled_value(document: &Value) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8PathBuf::from_path_buf(folder.path().join("openapi.json")).unwrap();
    std::fs::write(&file, document.to_string()).unwrap();
    compiled(&file)
}

#[test]
fn each_guess_is_a_note_that_says_why_and_what_to_write() {
    let title = |(name, _): &(String, Utf8PathBuf)| name.clone();
    compare_each(documents(), title, |(_, folder)| {
        let files = compiled(&folder.join("openapi.yaml"));
        let guesses: Vec<_> = files.notes().problems().iter().filter(is_guess).collect();
        let paged = operations(&files).into_values().filter(|code| code.contains("impl<'a> Paged"));
        assert_eq!(paged.count(), guesses.len(), "{folder}");
        Snapshot {
            folder: folder.as_str().into(),
            name: "guesses".to_owned(),
            about: "The lists that are taken for lists in pages.".to_owned(),
            text: files.notes().to_string().replace(&format!("{folder}/"), ""),
        }
    });
}

#[test]
fn what_a_guess_says_makes_the_same_code_where_the_document_says_it() {
    for (_, folder) in documents() {
        let file = folder.join("openapi.yaml");
        let guessed = compiled(&file);
        let notes = guessed.notes().problems();
        let explicit = compiled_value(&said(&file, notes, written));
        assert_eq!(explicit.notes().problems(), [], "{folder}");
        let methods = |code: &str| {
            let paged = code.split("impl<'a> Paged").nth(1).unwrap_or_default().to_owned();
            // A page has to be there, once the document says that there are pages.
            let items = paged.split_once("fn items").map(|(_, items)| items.to_owned());
            items.unwrap_or_default()
        };
        for ((path, guessed), (_, explicit)) in
            operations(&guessed).iter().zip(operations(&explicit))
        {
            assert_eq!(methods(guessed), methods(&explicit), "{folder} {path}");
        }
    }
}

#[test]
fn a_guess_adds_methods_and_changes_none_and_false_takes_them_away() {
    for (_, folder) in documents() {
        let file = folder.join("openapi.yaml");
        let guessed = compiled(&file);
        let notes = guessed.notes().problems();
        let off = compiled_value(&said(&file, notes, |_| Value::Bool(false)));
        assert_eq!(off.notes().problems(), [], "{folder}");
        let (guessed, off) = (operations(&guessed), operations(&off));
        assert_eq!(guessed.len(), off.len());
        for ((path, guessed), (_, off)) in guessed.iter().zip(&off) {
            assert!(!off.contains("Paged"), "{folder} {path}");
            assert_eq!(unpaged(guessed), unpaged(off), "{folder} {path}");
        }
        let surfaces = [guessed.values(), off.values()].map(|all| {
            let sends = all.flat_map(|code| code.split("pub fn send").skip(1));
            let signatures = sends.map(|send| send.split('{').next().unwrap().to_owned());
            signatures.collect::<Vec<_>>()
        });
        assert!(!surfaces[0].is_empty(), "{folder}");
        assert_eq!(surfaces[0], surfaces[1], "{folder}");
    }
}
