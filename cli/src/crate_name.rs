//! The names that a crate can have.

use anyhow::{Result, bail};
use guestlist_codegen::is_device;

/// The keywords of Rust, which cargo refuses.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that cargo reserves, that come with Rust, or that the crate depends on.
const TAKEN: [&str; 20] = [
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "proc_macro",
    "std",
    "test",
    "bytes",
    "chrono",
    "futures-util",
    "guestlist-runtime",
    "guestlist_runtime",
    "http",
    "reqwest",
    "serde",
    "serde_json",
    "tokio",
];

/// Refuses a name that cargo would refuse, or that would hide a crate that the code needs.
pub(crate) fn check(name: &str) -> Result<()> {
    let advice = "choose another with `--name`: letters, digits, `-` and `_`, a letter first";
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if let Some(odd) = name.chars().find(|c| !is_letter(*c)) {
        bail!("`{name}` cannot be the name of a crate because of `{odd}`: {advice}");
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        bail!(
            "`{name}` cannot be the name of a crate, because it does not begin with a letter: {advice}"
        );
    }
    if name.len() > 64 {
        bail!("`{name}` is longer than the 64 letters that registries take: {advice}");
    }
    if KEYWORDS.contains(&name) {
        bail!("`{name}` cannot be the name of a crate, because it is a keyword of Rust: {advice}");
    }
    if is_device(name) {
        bail!(
            "`{name}` cannot be the name of a crate, because Windows keeps it for a device: {advice}"
        );
    }
    if TAKEN.contains(&name) {
        bail!("`{name}` cannot be the name of this crate, because it is taken: {advice}");
    }
    Ok(())
}
