//! The explanation of each problem code: its rule, the reason for it, and a tiny example.
//!
//! This splits the text of `codes.md` by code. It never looks at a document.

use crate::check::checks;

/// The explanation of a code.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code, in kebab case.
    pub name: &'static str,

    /// The rule in one line; none for codes that no check has.
    pub rule: Option<&'static str>,

    /// The reason, and a wrong and a right example.
    pub text: &'static str,
}

/// All codes with an entry.
pub fn codes() -> impl Iterator<Item = Code> {
    let entries = include_str!("codes.md").split("\n## ").skip(1);
    entries.map(|entry| {
        let (name, text) = entry.split_once('\n').unwrap_or((entry, ""));
        let check = checks().iter().find(|check| check.code == name);
        Code { name, rule: check.map(|check| check.rule), text: text.trim() }
    })
}
