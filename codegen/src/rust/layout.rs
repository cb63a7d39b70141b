//! Formatting: prettyplease, and a blank line where a person would leave one.

use proc_macro2::TokenStream;

/// The code of a file as text.
pub(crate) fn layout(code: TokenStream) -> String {
    spaced(&prettyplease::unparse(&parsed(code)))
}

/// The items of a file as text, below its imports.
pub(crate) fn layout_items(imports: TokenStream, items: Vec<syn::Item>) -> String {
    let mut file = parsed(imports);
    file.items.extend(items);
    spaced(&prettyplease::unparse(&file))
}

/// Code as a file. Code that does not parse is our own fault, which the compiler then reports.
pub(crate) fn parsed(code: TokenStream) -> syn::File {
    syn::parse2(code).unwrap_or_else(|error| {
        let message = error.to_string();
        syn::parse_quote!(compile_error!(#message);)
    })
}

/// Adds blank lines between items, between the fields of a struct that have docs, and between methods.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    // A `use` of several lines counts as one line: its first.
    let mut open: Option<&str> = None;
    for line in text.lines() {
        if wants_space(before, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
        if line.contains("use ") && line.ends_with('{') {
            open = Some(line);
        } else if line.trim() == "};" {
            before = open.take().unwrap_or(line);
        }
    }
    spaced
}

fn wants_space(before: &str, line: &str) -> bool {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let (above, below) = (before.trim(), line.trim());
    if above.is_empty() || below.is_empty() || depth(before) != depth(line) || depth(line) > 4 {
        return false;
    }
    let is_attached = |text: &str| text.starts_with("///") || text.starts_with("#[");
    if is_attached(above) {
        return false;
    }
    let group = |text: &str| {
        let text = text.strip_prefix("pub ").unwrap_or(text);
        ["use ", "mod ", "const ", "type "].iter().position(|word| text.starts_with(word))
    };
    let (one, other) = (group(above), group(below));
    let is_visible = |text: &str| text.starts_with("pub ");
    if one.is_some() && one == other && is_visible(above) == is_visible(below) {
        // External and internal imports are two groups.
        let is_here = |text: &str| text.starts_with("use super");
        let is_std = |text: &str| text.starts_with("use std");
        let differ = is_here(above) != is_here(below) || is_std(above) != is_std(below);
        return one == Some(0) && differ;
    }
    let ends = above.ends_with('}') || above.ends_with(';') || one == Some(0);
    let begins = is_attached(below)
        || [
            "pub ", "fn ", "impl", "struct ", "enum ", "use ", "mod ", "type ", "const ", "wire::",
            "async ",
        ]
        .iter()
        .any(|word| below.starts_with(word));
    let is_field = above.ends_with(',') && below.starts_with("///");
    (ends && begins) || is_field
}
