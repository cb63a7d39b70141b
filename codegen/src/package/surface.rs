//! The public surface of generated code: everything that a caller can name, one line each.
//!
//! It lists the public items of the generated files in the document's order. A line is the whole signature,
//! so that two equal surfaces accept the same callers. Documentation, private items and the wire code are not
//! part of it.

pub(crate) mod line;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use syn::{ImplItem, Item};

use crate::package::surface::line::is_public;

/// The contents of the generated files, by their paths.
type Files = BTreeMap<Utf8PathBuf, String>;

/// The public items of generated code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The modules, in the order in which the root of the generated code declares them.
    pub modules: Vec<SurfaceModule>,
}

/// The public items of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceModule {
    /// The name of the module.
    pub name: String,

    /// Its types and functions, in their order.
    pub items: Vec<SurfaceItem>,
}

/// A type with its fields, variants and methods, or a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceItem {
    /// The item without its contents, such as `struct User`.
    pub line: String,

    /// Its name.
    pub name: String,

    /// The fields, variants, methods and implementations, one line each.
    pub lines: Vec<String>,
}

impl Surface {
    /// Reads the surface of generated files.
    pub(crate) fn of(files: &Files) -> Self {
        let mut modules = Vec::new();
        for item in items(files, Utf8Path::new("mod.rs")) {
            let Item::Mod(one) = item else { continue };
            let name = one.ident.to_string();
            if name == "wire" {
                continue;
            }
            let mut found = Vec::new();
            collect(files, Utf8Path::new(""), &name, &mut found);
            modules.push(SurfaceModule { name, items: found });
        }
        Self { modules }
    }
}

/// The items of a file; none if it does not exist.
fn items(files: &Files, path: &Utf8Path) -> Vec<Item> {
    let parsed = files.get(path).and_then(|code| syn::parse_file(code).ok());
    parsed.map(|file| file.items).unwrap_or_default()
}

/// Adds the public items of a module and of its submodules.
fn collect(files: &Files, folder: &Utf8Path, name: &str, found: &mut Vec<SurfaceItem>) {
    let all = items(files, &folder.join(format!("{name}.rs")));
    let inner: Utf8PathBuf = folder.join(name);
    let first = found.len();
    for item in &all {
        match item {
            Item::Struct(one) if is_public(&one.vis) => found.push(SurfaceItem {
                line: line::head(&one.attrs, &format!("struct {}", one.ident), &one.generics),
                name: one.ident.to_string(),
                lines: line::fields(&one.fields),
            }),
            Item::Enum(one) if is_public(&one.vis) => found.push(SurfaceItem {
                line: line::head(&one.attrs, &format!("enum {}", one.ident), &one.generics),
                name: one.ident.to_string(),
                lines: one.variants.iter().map(line::variant).collect(),
            }),
            Item::Fn(one) if is_public(&one.vis) => found.push(SurfaceItem {
                line: line::signature(&one.sig),
                name: one.sig.ident.to_string(),
                lines: Vec::new(),
            }),
            _ => {}
        }
    }
    for item in &all {
        let Item::Impl(one) = item else { continue };
        let ty = line::ty(&one.self_ty);
        let name = ty.split('<').next().unwrap_or_default().to_owned();
        let lines: Vec<String> = match &one.trait_ {
            Some((path, _)) => line::implementation(path, &ty).into_iter().collect(),
            None => one.items.iter().filter_map(method).collect(),
        };
        if lines.is_empty() {
            continue;
        }
        match found[first..].iter_mut().find(|known| known.name == name) {
            Some(known) => known.lines.extend(lines),
            None => found.push(SurfaceItem { line: format!("impl {ty}"), name, lines }),
        }
    }
    for item in &all {
        if let Item::Mod(one) = item {
            collect(files, &inner, &one.ident.to_string(), found);
        }
    }
}

fn method(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(one) if is_public(&one.vis) => Some(line::signature(&one.sig)),
        ImplItem::Const(one) if is_public(&one.vis) => {
            Some(format!("const {}: {}", one.ident, line::ty(&one.ty)))
        }
        _ => None,
    }
}

impl Surface {
    /// The surface as Markdown: a heading for each module, below a path that may be empty, and a list with an
    /// entry for each item.
    pub fn markdown(&self, path: &str) -> String {
        let mut text = String::new();
        for module in self.modules.iter().filter(|one| !one.items.is_empty()) {
            let below = if path.is_empty() { String::new() } else { format!("{path}::") };
            _ = writeln!(text, "\n## `{below}{}`\n", module.name);
            for item in &module.items {
                _ = writeln!(text, "- `{}`", item.line);
                item.lines.iter().for_each(|line| _ = writeln!(text, "  - `{line}`"));
            }
        }
        text
    }
}
