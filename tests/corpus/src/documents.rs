//! Finding the documents in a folder.

use std::fs;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path relative to the folder.
    pub name: String,
    /// Its path.
    pub path: Utf8PathBuf,
}

/// The documents in a folder and below, and the names of the other files.
///
/// # Errors
///
/// When a folder cannot be read.
pub fn find(folder: &Utf8Path, only: Option<&str>) -> Result<(Vec<Document>, Vec<String>)> {
    let (mut documents, mut others) = (Vec::new(), Vec::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        let entries = inner.read_dir_utf8().with_context(|| format!("{inner} cannot be read"))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path().to_owned();
            if entry.file_type()?.is_dir() {
                folders.push(path);
                continue;
            }
            if !matches!(path.extension(), Some("yaml" | "yml" | "json")) {
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string();
            if only.is_some_and(|only| !name.contains(only)) {
                continue;
            }
            if is_document(&path) {
                documents.push(Document { name, path });
            } else {
                others.push(name);
            }
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    others.sort();
    Ok((documents, others))
}

/// Whether a file claims to be a document, however broken.
fn is_document(path: &Utf8Path) -> bool {
    let text = String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    let is_said = |line: &str| {
        let line = line.trim_start_matches(['\u{feff}', '{', ' ', '\t', '"', '\'']);
        ["openapi", "swagger"].iter().any(|word| {
            line.strip_prefix(word)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
    };
    match read(path) {
        Some(value) => value.get("openapi").or(value.get("swagger")).is_some(),
        None => text.lines().any(is_said),
    }
}

/// The content of a document; none if it cannot be read.
pub fn read(path: &Utf8Path) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match path.extension() {
        Some("json") => serde_json::from_str(text).ok(),
        _ => serde_yaml::from_str(text).ok(),
    }
}
