//! JSON paths.
//!
//! A path is built from the steps to a value, from the inside out and only after an error, so successful
//! decoding pays nothing. It is never parsed from text.

use std::fmt::{self, Write as _};

use crate::ground::excerpt::excerpt;
use crate::ground::shown::is_unseen;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A property of an object, by its name.
    Property(Box<str>),

    /// An item of an array, from zero.
    Item(usize),
}

impl Step {
    /// The step to a property. A long name is shortened to its beginning and its end.
    pub(crate) fn property(name: &str) -> Self {
        Self::Property(excerpt(name).into())
    }
}

/// A step after others: `.name`, `["any name"]`, `[1]`.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(index) => write!(f, "[{index}]"),
            Self::Property(name) if is_plain(name) => write!(f, ".{name}"),
            Self::Property(name) => {
                f.write_str("[\"")?;
                name.chars().try_for_each(|character| write_escaped(f, character))?;
                f.write_str("\"]")
            }
        }
    }
}

/// Writes a character of a JSON string; invisible characters are escaped as well.
fn write_escaped(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    match character {
        '"' | '\\' => write!(f, "\\{character}"),
        unseen if is_unseen(unseen) => {
            let mut units = [0; 2];
            let mut units = unseen.encode_utf16(&mut units).iter();
            units.try_for_each(|unit| write!(f, "\\u{unit:04x}"))
        }
        _ => f.write_char(character),
    }
}

fn is_plain(name: &str) -> bool {
    let is_usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '…');
    !name.is_empty() && name.chars().all(is_usual)
}

/// The path of a value, `data[1].name`; empty for the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

impl Path {
    /// Extends the path by one step further out.
    pub(crate) fn within(&mut self, step: Step) {
        // The innermost step comes first, so that this is cheap.
        self.0.push(step);
    }

    /// Extends the path by one step further in.
    pub(crate) fn push(&mut self, step: Step) {
        self.0.insert(0, step);
    }

    /// Removes the innermost step.
    pub(crate) fn pop(&mut self) {
        if !self.0.is_empty() {
            self.0.remove(0);
        }
    }

    /// The number of steps.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The path after something else: `.data[1].name`.
    pub(crate) fn behind(&self) -> String {
        self.0.iter().rev().map(Step::to_string).collect()
    }
}

/// The usual notation: `data[1].attributes.has_session`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.behind();
        f.write_str(text.strip_prefix('.').unwrap_or(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> Path {
        let mut path = Path::default();
        path.within(Step::property(name));
        path.within(Step::Item(3));
        path
    }

    #[test]
    fn a_name_of_any_characters_is_shown_so_that_it_is_seen() {
        for (name, shown) in [
            ("plain", "[3].plain"),
            ("", r#"[3][""]"#),
            ("a b", r#"[3]["a b"]"#),
            ("a.b[0]: \"\\\"", r#"[3]["a.b[0]: \"\\\""]"#),
            ("\u{1b}[31m\n", r#"[3]["\u001b[31m\u000a"]"#),
            ("\u{202e}\u{9b}", r#"[3]["\u202e\u009b"]"#),
            ("ü😀", r#"[3]["ü😀"]"#),
            ("\u{e0041}", r#"[3]["\udb40\udc41"]"#),
        ] {
            assert_eq!(path(name).to_string(), shown);
            assert!(!path(name).to_string().contains(is_unseen), "{name:?}");
        }
        let mut path = path("a");
        path.pop();
        path.push(Step::property("b"));
        path.within(Step::property("c"));
        assert_eq!((path.to_string().as_str(), path.len()), ("c[3].b", 3));
        assert_eq!(path.behind(), ".c[3].b");
    }

    #[test]
    fn a_long_name_is_cut_whatever_its_characters() {
        for character in ["x", " ", "\u{1b}", "ü"] {
            let path = path(&character.repeat(1 << 20)).to_string();
            assert!(path.len() < 1_000, "{character:?}: {}", path.len());
        }
    }
}
