//! The dependencies that codegen reports are those that the generated code uses.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use camino::Utf8Path;
use guestlist_codegen::{Dependency, Files, compile_document, compile_document_partial};
use guestlist_tests::catalogue::root;
use syn::visit::Visit;

/// Crates that code could name; the standard library and the runtime are always there.
const CRATES: [&str; 8] =
    ["bytes", "chrono", "futures_util", "http", "regex_lite", "serde", "serde_json", "tokio"];

/// What the files of an API name.
#[derive(Default)]
struct Named {
    crates: BTreeSet<String>,
    has_pattern: bool,
    /// The modules that the file itself has.
    modules: BTreeSet<String>,
}

impl Named {
    fn of(files: &Files) -> Self {
        let mut named = Self::default();
        for (path, code) in files.iter() {
            let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{path}: {error}"));
            let modules = file.items.iter().filter_map(|item| match item {
                syn::Item::Mod(module) => Some(module.ident.to_string()),
                _ => None,
            });
            named.modules = modules.collect();
            named.visit_file(&file);
        }
        named
    }

    fn note(&mut self, first: &syn::Ident) {
        let name = first.to_string();
        if CRATES.contains(&name.as_str()) && !self.modules.contains(&name) {
            self.crates.insert(name);
        }
    }
}

impl Visit<'_> for Named {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        if let syn::UseTree::Path(path) = &item.tree {
            self.note(&path.ident);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.segments.len() > 1 {
            self.note(&path.segments[0].ident);
        }
        let names: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        self.has_pattern |= names.ends_with(&["StringRule".to_owned(), "Pattern".to_owned()]);
        syn::visit::visit_path(self, path);
    }
}

/// The documents of the tests: large ones that have everything, and small ones that have one thing.
fn documents() -> Vec<PathBuf> {
    let mut documents = Vec::new();
    let mut folders = vec![root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("peers") && !path.ends_with("target") {
                folders.push(path);
            } else if is_document(&path) {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

fn is_document(path: &Path) -> bool {
    let is_one = |name: &str| matches!(name, "openapi.yaml" | "openapi.json");
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_open = path.parent().is_some_and(|folder| folder.ends_with("corpus/open"));
    is_one(name) || (is_open && !name.ends_with(".md") && !name.ends_with(".snap"))
}

/// What the compiler says, which is what the code names.
#[track_caller]
fn needed(files: &Files, document: &str) -> Vec<&'static str> {
    let named = Named::of(files);
    let needed = files.dependencies();
    let crates = needed.crates.iter().map(|one| match one {
        Dependency::Bytes => "bytes",
    });
    let all: Vec<&str> = crates.chain(needed.runtime_features.iter().copied()).collect();
    let pattern = named.has_pattern.then_some("patterns");
    let in_code: Vec<&str> = named.crates.iter().map(String::as_str).chain(pattern).collect();
    assert_eq!(all, in_code, "{document}");
    all
}

#[test]
fn what_code_needs_is_what_it_names() {
    for document in documents() {
        let document = Utf8Path::from_path(&document).unwrap();
        if let Ok((files, _)) = compile_document_partial(document) {
            needed(&files, document.as_str());
        }
    }
}

const BINARY: &str = "application/octet-stream: {}";
const TEXT: &str = "text/plain: {schema: {type: string}}";
const JSON: &str = "application/json: {schema: {$ref: '#/components/schemas/S'}}";

/// A body that is sent, one that is a success, one that is an error, and the schema `S`; what they
/// need together.
type Row = ([&'static str; 4], &'static [&'static str]);

const ROWS: [Row; 9] = [
    ([TEXT, TEXT, TEXT, "type: string"], &[]),
    ([BINARY, TEXT, TEXT, "type: string"], &[]),
    ([TEXT, BINARY, TEXT, "type: string"], &["bytes"]),
    ([TEXT, TEXT, BINARY, "type: string"], &["bytes"]),
    (
        [
            "multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}}}",
            TEXT,
            TEXT,
            "type: string",
        ],
        &[],
    ),
    ([JSON, TEXT, TEXT, "{type: string, enum: [a, b]}"], &[]),
    ([JSON, TEXT, TEXT, "{type: object, properties: {a: {type: string}}}"], &[]),
    ([JSON, TEXT, TEXT, "oneOf: [{type: string}, {type: integer}]"], &[]),
    (
        [JSON, TEXT, TEXT, "oneOf: [{type: string, pattern: '^a'}, {type: string, pattern: '^b'}]"],
        &["patterns"],
    ),
];

#[test]
fn each_need_is_seen_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    for ([sent, success, error, schema], expected) in ROWS {
        let document = format!(
            "\
openapi: 3.0.3
info: {{title: Guests, version: '1'}}
servers: [{{url: 'https://guests.example.com'}}]
paths:
  /guests:
    post:
      operationId: InviteGuest
      requestBody: {{required: true, content: {{{sent}}}}}
      responses:
        '200': {{description: Invited., content: {{{success}}}}}
        '400': {{description: Refused., content: {{{error}}}}}
components:
  schemas:
    S:
      {schema}
"
        );
        std::fs::write(&file, &document).unwrap();
        let compiled = compile_document(&file).unwrap_or_else(|report| panic!("{report}"));
        assert_eq!(needed(&compiled, &document), expected, "{document}");
    }
}
