//! Finding the types that another generator made for components, by name.

use std::fs;

use anyhow::{Context as _, Result};
use camino::Utf8Path;

use crate::child::Type;
use guestlist::execution::schema::Oracle;

/// The types in a file, or in its module `types`, with the name of a component.
pub(super) fn of(file: &Utf8Path, oracle: &Oracle) -> Result<Vec<Type>> {
    let text = fs::read_to_string(file).with_context(|| format!("{file} cannot be read"))?;
    let parsed = syn::parse_file(&text).with_context(|| format!("{file} is not Rust"))?;
    let mut found = Vec::new();
    collect(&parsed.items, file.file_name() == Some("types.rs"), &mut found);
    let types = oracle.names().filter_map(|name| {
        let made = found.iter().find(|(made, _)| letters(made) == letters(name))?;
        Some(Type {
            is_streamed: false,
            name: name.to_owned(),
            rust: format!("types::{}", made.0),
            variants: made.1.clone(),
        })
    });
    Ok(types.collect())
}

/// The types of a module, each with its variants.
fn collect(items: &[syn::Item], is_types: bool, found: &mut Vec<(String, Vec<String>)>) {
    for item in items {
        match item {
            syn::Item::Mod(inner) if inner.ident == "types" => {
                let items = inner.content.as_ref().map(|(_, items)| items.as_slice());
                collect(items.unwrap_or_default(), true, found);
            }
            syn::Item::Struct(item) if is_types => found.push((item.ident.to_string(), Vec::new())),
            syn::Item::Type(item) if is_types => found.push((item.ident.to_string(), Vec::new())),
            syn::Item::Enum(item) if is_types => {
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                found.push((item.ident.to_string(), variants.collect()));
            }
            _ => {}
        }
    }
}

/// A name without the characters that generators write differently.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}
