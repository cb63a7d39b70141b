//! Keywords of OpenAPI are looked up in `codegen/src/openapi` and nowhere else.
//!
//! The test reads all files of `codegen/src` outside that room, except tests. A lookup by a string, such as
//! `value.get("type")` or `value["type"]`, and each use of a JSON pointer fail.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use syn::visit::{self, Visit};

use crate::floors::is_test;
use crate::workspace::real_root;

/// The room that looks keywords up.
const ROOM: &str = "openapi";

/// The lookups by a string that are not lookups of a keyword: the file, the string, and the reason.
const OTHERS: [(&str, &str, &str); 0] = [];

/// The methods of `serde_json` that take the name of a property.
const BY_NAME: [&str; 8] = [
    "contains_key",
    "entry",
    "get",
    "get_key_value",
    "get_mut",
    "remove",
    "shift_remove",
    "swap_remove",
];

/// The methods of `serde_json` that take a JSON pointer.
const BY_POINTER: [&str; 2] = ["pointer", "pointer_mut"];

#[test]
fn keywords_are_looked_up_in_one_room() {
    let sources = real_root().join("codegen/src");
    let mut files = Vec::new();
    collect(&sources, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(&sources).unwrap();
        if name.starts_with(ROOM) || name == format!("{ROOM}.rs") {
            continue;
        }
        let found = lookups(&fs::read_to_string(&file).unwrap()).into_iter();
        let is_known =
            |text: &str| OTHERS.iter().any(|(file, string, _)| *file == name && *string == text);
        wrong.extend(found.filter(|text| !is_known(text)).map(|text| format!("{name}: `{text}`")));
    }
    assert!(wrong.is_empty(), "ask a type of `openapi` instead:\n{}", wrong.join("\n"));
}

#[test]
fn each_way_to_look_a_keyword_up_is_found_and_nothing_else() {
    let found = |code: &str| lookups(&format!("fn f() {{\n{code};\n}}"));
    for lookup in [
        "schema.get(\"type\")",
        "schema.get(\"items\")?.get(name)",
        "schema[\"type\"].as_str()",
        "document.pointer(\"/paths\")",
        "document.pointer_mut(&pointer)",
        "if properties.contains_key(\"allOf\") {}",
        "properties.shift_remove(\"enum\")",
        "UNIONS.iter().filter_map(|keyword| schema.get(*keyword).and_then(Value::as_array))",
        "[\"oneOf\", \"anyOf\"].map(|keyword| schema.get(keyword))",
        "[\"oneOf\", \"anyOf\"].iter().any(|keyword| schema.contains_key(*keyword))",
    ] {
        assert_eq!(found(lookup).len(), 1, "{lookup}");
    }
    for other in [
        "names.get(name)",
        "items.get(0)",
        "items[index]",
        "operation.pointer",
        "object.at(\"enum\")",
        "[\"id\", \"secret\"].map(str::to_owned)",
    ] {
        assert_eq!(found(other), Vec::<String>::new(), "{other}");
    }
    let test = "#[cfg(test)] mod tests { fn f() { a.get(\"type\"); } }";
    assert_eq!(lookups(test), Vec::<String>::new());
}

fn collect(folder: &Utf8Path, files: &mut Vec<Utf8PathBuf>) {
    for entry in folder.read_dir_utf8().unwrap() {
        let path = entry.unwrap().into_path();
        // The tests of a module are a file of this name.
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension() == Some("rs") && path.file_stem() != Some("tests") {
            files.push(path);
        }
    }
    files.sort();
}

/// The lookups in a file: the call, or the string.
fn lookups(text: &str) -> Vec<String> {
    let mut lookups = Lookups::default();
    lookups.visit_file(&syn::parse_file(text).unwrap());
    lookups.found
}

#[derive(Default)]
struct Lookups {
    found: Vec<String>,
    /// The number of arrays of strings around, whose strings a closure takes one by one.
    around: usize,
}

impl Visit<'_> for Lookups {
    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        let method = call.method.to_string();
        let by_name = BY_NAME.contains(&method.as_str());
        match call.args.first() {
            Some(_) if BY_POINTER.contains(&method.as_str()) => self.found.push(method),
            Some(name) if by_name => match string(name) {
                Some(name) => self.found.push(format!("{method}({name})")),
                None if self.around > 0 && is_variable(name) => self.found.push(method),
                None => {}
            },
            _ => {}
        }
        self.visit_expr(&call.receiver);
        let is_around = usize::from(is_strings(&call.receiver));
        self.around += is_around;
        call.args.iter().for_each(|argument| self.visit_expr(argument));
        self.around -= is_around;
    }

    fn visit_expr_index(&mut self, index: &syn::ExprIndex) {
        self.found.extend(string(&index.index));
        visit::visit_expr_index(self, index);
    }

    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }
}

/// The string that an expression is.
fn string(expression: &syn::Expr) -> Option<String> {
    match expression {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        syn::Expr::Reference(inner) => string(&inner.expr),
        _ => None,
    }
}

/// Whether an expression is a variable, as it is or dereferenced.
fn is_variable(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Path(_) => true,
        syn::Expr::Unary(inner) => is_variable(&inner.expr),
        _ => false,
    }
}

/// Whether an expression is an array of strings, a constant, or an iterator over one of them.
fn is_strings(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Array(array) => array.elems.iter().any(|one| string(one).is_some()),
        syn::Expr::Path(path) => path.path.get_ident().is_some_and(|name| {
            let name = name.to_string();
            name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        }),
        syn::Expr::MethodCall(call) => is_strings(&call.receiver),
        _ => false,
    }
}
