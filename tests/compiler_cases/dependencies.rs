//! What the compiler says that generated code needs is what the code names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use camino::Utf8Path;
use guestlist_codegen::{Dependency, Files, compile_document_partial};
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
        self.has_pattern |= names.ends_with(&["Like".to_owned(), "Pattern".to_owned()]);
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

#[test]
fn what_code_needs_is_what_it_names() {
    let (mut with, mut without) = (BTreeSet::new(), BTreeSet::new());
    for document in documents() {
        let document = Utf8Path::from_path(&document).unwrap();
        let Ok((files, _)) = compile_document_partial(document) else { continue };
        let named = Named::of(&files);
        let needed = files.dependencies();
        let crates = needed.crates.iter().map(|one| match one {
            Dependency::Bytes => "bytes".to_owned(),
            Dependency::Serde => "serde".to_owned(),
        });
        assert_eq!(crates.collect::<BTreeSet<_>>(), named.crates, "{document}");
        let features: &[&str] = if named.has_pattern { &["patterns"] } else { &[] };
        assert_eq!(needed.runtime_features, features, "{document}");
        let all = named.crates.iter().map(String::as_str).chain(features.iter().copied());
        let all: BTreeSet<String> = all.map(str::to_owned).collect();
        for one in ["bytes", "serde", "patterns"] {
            if all.contains(one) { &mut with } else { &mut without }.insert(one);
        }
    }
    assert_eq!((with.len(), without.len()), (3, 3), "{with:?} are there, {without:?} are not");
}
