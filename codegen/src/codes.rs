//! What the codes of problems mean: for each its rule, why it is there, and a tiny example.
//!
//! In goes nothing, out comes the text of `codes.md`, by code. It never says what a document has.

use crate::check::checks;

/// What a code means.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code, in kebab case.
    pub name: &'static str,

    /// What a description must be for it, in one line; none for codes of no check.
    pub rule: Option<&'static str>,

    /// Why, and a wrong and a right example.
    pub text: &'static str,
}

/// All codes that have an entry.
pub fn codes() -> impl Iterator<Item = Code> {
    let entries = include_str!("codes.md").split("\n## ").skip(1);
    entries.map(|entry| {
        let (name, text) = entry.split_once('\n').unwrap_or((entry, ""));
        let check = checks().iter().find(|check| check.code == name);
        Code { name, rule: check.map(|check| check.rule), text: text.trim() }
    })
}
