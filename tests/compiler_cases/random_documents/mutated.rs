//! Small documents with some of their bytes changed.

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use guestlist_tests::catalogue::root;
use guestlist_tests::fuzz::Input;

/// What reads otherwise than it looks, in YAML, JSON, Markdown or Rust.
const ODD: [&str; 26] = [
    "&a ", "*a", "<<: ", "{", "}", "[", "]", "- ", ": ", "? ", "!!str ", "|\n", ">-\n", "---\n",
    "...\n", "\"", "'", "\\u0000", "\u{feff}", "\u{202e}", "\t", "\r\n", "#", "$ref", "null",
    "1e999",
];

/// The documents of the cases and the corpus.
fn documents() -> &'static [(String, Vec<u8>)] {
    static DOCUMENTS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let mut found = Vec::new();
        for folder in ["tests/corpus/documents", "tests/compiler_cases"] {
            collect(&root().join(folder), &mut found);
        }
        found.sort();
        found.into_iter().map(|(_, label, bytes)| (label, bytes)).collect()
    })
}

fn collect(folder: &std::path::Path, found: &mut Vec<(std::path::PathBuf, String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, found);
        } else if ["yaml", "json"].contains(&ending) {
            let bytes = std::fs::read(&path).expect("a document");
            if bytes.len() < 20_000 {
                found.push((path.clone(), format!("openapi.{ending}"), bytes));
            }
        }
    }
}

/// Changes a document.
pub(super) fn make(u: &mut Unstructured<'_>) -> Result<Input> {
    let (label, bytes) = u.choose(documents())?.clone();
    let mut bytes = bytes;
    for _ in 0..u.int_in_range(1..=6)? {
        let at = u.choose_index(bytes.len() + 1)?;
        let end = (at + u.int_in_range(0..=40)?).min(bytes.len());
        match u.int_in_range(0..=5)? {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, u.choose(&ODD)?.bytes())),
            2 => drop(bytes.splice(at..end, u.choose(&ODD)?.bytes())),
            3 => {
                let (_, other) = u.choose(documents())?;
                let from = u.choose_index(other.len().max(1))?;
                let part = other.iter().skip(from).take(u.int_in_range(1..=200)?).copied();
                drop(bytes.splice(at..at, part.collect::<Vec<_>>()));
            }
            4 => {
                let part = bytes[at..end].to_vec();
                let to = u.choose_index(bytes.len() + 1)?;
                drop(bytes.splice(to..to, part));
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
        }
    }
    Ok(Input { label, bytes })
}
