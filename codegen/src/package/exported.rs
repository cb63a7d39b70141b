//! The public surface of a handwritten crate: the exports of its root.
//!
//! It reads the sources of a crate, and lists the items that `lib.rs` exports, each with its fields,
//! variants, methods and implementations, wherever in the crate these are written. Items with
//! `#[doc(hidden)]` are not part of it, and macros are not expanded.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use quote::ToTokens as _;
use syn::{Attribute, ImplItem, Item, TraitItem, UseTree};

use crate::package::surface::line::{self, is_public};
use crate::package::surface::{Surface, SurfaceItem, SurfaceModule};

/// The sources of a crate, by their paths in `src`.
type Sources = BTreeMap<Utf8PathBuf, String>;

/// An item of a source file, by its module and its name.
type Found = BTreeMap<(String, String), SurfaceItem>;

impl Surface {
    /// Reads the surface of a handwritten crate from its name and its sources, which are named by their paths
    /// in `src`: the exports of its root.
    pub fn of_crate(name: &str, sources: &BTreeMap<Utf8PathBuf, String>) -> Self {
        exported(name, sources)
    }
}

fn exported(name: &str, files: &Sources) -> Surface {
    let parsed: Vec<(String, Vec<Item>)> = files
        .iter()
        .filter_map(|(path, code)| Some((module_of(path), syn::parse_file(code).ok()?.items)))
        .collect();
    let mut found = Found::new();
    parsed.iter().for_each(|(module, items)| definitions(module, items, &mut found));
    for (_, items) in &parsed {
        items.iter().for_each(|item| implementation(item, &mut found));
    }
    let root = parsed.iter().find(|(module, _)| module.is_empty());
    let mut surface = Surface::default();
    let mut own = SurfaceModule { name: name.to_owned(), items: Vec::new() };
    for item in root.iter().flat_map(|(_, items)| items) {
        let Item::Use(one) = item else { continue };
        if !is_public(&one.vis) || is_hidden(&one.attrs) {
            continue;
        }
        let mut paths = Vec::new();
        flatten(&one.tree, Vec::new(), &mut paths);
        for path in paths {
            add(&path, name, &found, &mut own, &mut surface);
        }
    }
    surface.modules.insert(0, own);
    surface
}

/// Adds the target of a path of `pub use`: an item, or all of a module.
fn add(path: &[String], name: &str, found: &Found, own: &mut SurfaceModule, surface: &mut Surface) {
    let Some((last, outer)) = path.split_last() else { return };
    let outer = outer.strip_prefix(&["crate".to_owned()][..]).unwrap_or(outer).join("::");
    // It may be in an inner module, which exports it to the outer one.
    let is_below = |module: &str| module.starts_with(&format!("{outer}::"));
    let mut below = found.iter().filter(|((of, one), _)| one == last && is_below(of));
    let exact = found.get(&(outer.clone(), last.clone()));
    if let Some(item) = exact.or_else(|| below.next().map(|(_, item)| item)) {
        own.items.push(item.clone());
        return;
    }
    let module = if outer.is_empty() { last.clone() } else { format!("{outer}::{last}") };
    let inner: Vec<SurfaceItem> =
        found.iter().filter(|((of, _), _)| *of == module).map(|(_, item)| item.clone()).collect();
    match inner.is_empty() {
        // An item of another crate.
        true => own.items.push(SurfaceItem {
            line: format!("use {}", path.join("::")),
            name: last.clone(),
            lines: Vec::new(),
        }),
        false => {
            surface.modules.push(SurfaceModule { name: format!("{name}::{last}"), items: inner })
        }
    }
}

/// The module of a source file: `http::client` of `http/client.rs`.
fn module_of(path: &Utf8Path) -> String {
    let path = path.with_extension("");
    let steps: Vec<&str> = path.components().map(|step| step.as_str()).collect();
    match &steps[..] {
        ["lib"] => String::new(),
        [outer @ .., "mod"] => outer.join("::"),
        all => all.join("::"),
    }
}

fn definitions(module: &str, items: &[Item], found: &mut Found) {
    for item in items {
        let (attributes, made) = match item {
            Item::Struct(one) if is_public(&one.vis) => (
                &one.attrs,
                SurfaceItem {
                    line: line::head(&one.attrs, &format!("struct {}", one.ident), &one.generics),
                    name: one.ident.to_string(),
                    lines: line::fields(&one.fields),
                },
            ),
            Item::Enum(one) if is_public(&one.vis) => (
                &one.attrs,
                SurfaceItem {
                    line: line::head(&one.attrs, &format!("enum {}", one.ident), &one.generics),
                    name: one.ident.to_string(),
                    lines: one.variants.iter().map(line::variant).collect(),
                },
            ),
            Item::Trait(one) if is_public(&one.vis) => (
                &one.attrs,
                SurfaceItem {
                    line: line::head(&[], &format!("trait {}", one.ident), &one.generics),
                    name: one.ident.to_string(),
                    lines: one.items.iter().filter_map(trait_method).collect(),
                },
            ),
            Item::Fn(one) if is_public(&one.vis) => (
                &one.attrs,
                SurfaceItem {
                    line: line::signature(&one.sig),
                    name: one.sig.ident.to_string(),
                    lines: Vec::new(),
                },
            ),
            Item::Type(one) if is_public(&one.vis) => (
                &one.attrs,
                SurfaceItem {
                    line: format!("type {} = {}", one.ident, line::ty(&one.ty)),
                    name: one.ident.to_string(),
                    lines: Vec::new(),
                },
            ),
            _ => continue,
        };
        if !is_hidden(attributes) {
            found.insert((module.to_owned(), made.name.clone()), made);
        }
    }
}

/// Adds the methods and implementations to their type.
fn implementation(item: &Item, found: &mut Found) {
    let Item::Impl(one) = item else { return };
    if is_hidden(&one.attrs) {
        return;
    }
    let ty = line::ty(&one.self_ty);
    let name = ty.split('<').next().unwrap_or_default();
    let lines: Vec<String> = match &one.trait_ {
        Some((path, _)) => line::implementation(path, &ty).into_iter().collect(),
        None => one.items.iter().filter_map(method).collect(),
    };
    // No two exported types have the same name.
    for (_, known) in found.iter_mut().filter(|((_, of), _)| of == name) {
        known.lines.extend(lines.iter().cloned());
    }
}

fn method(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(one) if is_public(&one.vis) && !is_hidden(&one.attrs) => {
            Some(line::signature(&one.sig))
        }
        ImplItem::Const(one) if is_public(&one.vis) && !is_hidden(&one.attrs) => {
            Some(format!("const {}: {}", one.ident, line::ty(&one.ty)))
        }
        _ => None,
    }
}

fn trait_method(item: &TraitItem) -> Option<String> {
    match item {
        TraitItem::Fn(one) if !is_hidden(&one.attrs) => Some(line::signature(&one.sig)),
        _ => None,
    }
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    let hides = |one: &Attribute| {
        let text = one.meta.to_token_stream().to_string().replace(' ', "");
        text == "doc(hidden)" || text == "cfg(test)"
    };
    attributes.iter().any(hides)
}

/// The paths of a `use`.
fn flatten(tree: &UseTree, path: Vec<String>, found: &mut Vec<Vec<String>>) {
    let with = |name: String| path.iter().cloned().chain([name]).collect::<Vec<String>>();
    match tree {
        UseTree::Path(one) => flatten(&one.tree, with(one.ident.to_string()), found),
        UseTree::Name(one) => found.push(with(one.ident.to_string())),
        UseTree::Rename(one) => found.push(with(one.ident.to_string())),
        UseTree::Group(group) => {
            group.items.iter().for_each(|one| flatten(one, path.clone(), found));
        }
        UseTree::Glob(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_root_exports_is_public() {
        let files: Sources = [
            ("lib.rs", "mod a; pub use crate::a::Guest; #[doc(hidden)] pub use crate::a::Wire;"),
            ("a.rs", "pub struct Guest { pub name: String, age: u8 } pub struct Wire; pub struct Other;"),
            ("b.rs", "impl Guest { pub fn new() -> Self { Self } #[doc(hidden)] pub fn wire() {} fn own() {} }"),
        ]
        .map(|(path, code)| (Utf8PathBuf::from(path), code.to_owned()))
        .into();
        let text = exported("guests", &files).markdown("");
        assert_eq!(
            text,
            "\n## `guests`\n\n- `struct Guest`\n  - `name: String`\n  - `fn new() -> Self`\n"
        );
    }
}
