//! Where in the JSON an error happened.
//!
//! Paths are built from the inside out, only once something is wrong, so the good path pays
//! nothing. The text of an error is `.data[1].name: what is wrong`: whoever decodes with plain
//! `serde_json` sees the path too, and [`decode`](crate::decode()) reads it back with [`Trail`].

use std::fmt::{self, Write as _};

use serde::de::Error;

use crate::ground::bounds::TOO_DEEP;
use crate::ground::excerpt::excerpt;
use crate::ground::shown::is_unseen;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A member of an object, by its name on the wire.
    Member(&'a str),

    /// An item of a list, from zero.
    Item(usize),
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(index) => write!(f, "[{index}]"),
            Self::Member(name) if is_plain(name) => write!(f, ".{}", excerpt(name)),
            Self::Member(name) => {
                f.write_str("[\"")?;
                excerpt(name).chars().try_for_each(|character| write_escaped(f, character))?;
                f.write_str("\"]")
            }
        }
    }
}

/// A character of a JSON string, which [`Trail`] reads back; what is not seen is escaped as well.
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
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// The same error, one step further out.
pub fn within<E: Error>(segment: Segment<'_>, error: E) -> E {
    let text = error.to_string();
    if text.starts_with(['.', '[']) {
        E::custom(format_args!("{segment}{text}"))
    } else {
        let (message, position) = split_position(&text);
        let message = excerpt(in_own_words(message));
        E::custom(format_args!("{segment}: {message}{position}"))
    }
}

/// What `serde_json` says of a value that is nested too deep, as it is said everywhere else.
fn in_own_words(message: &str) -> &str {
    match message {
        "recursion limit exceeded" => TOO_DEEP,
        other => other,
    }
}

/// The same error without its position, which counted from the start of a captured part.
pub(crate) fn unplaced<E: Error>(error: impl fmt::Display) -> E {
    let text = error.to_string();
    E::custom(split_position(&text).0)
}

/// The error of a member that is there twice.
pub fn duplicate<E: Error>(name: &str) -> E {
    within(Segment::Member(name), E::custom("the member is there twice"))
}

/// The error of a required member that is not there.
pub(crate) fn missing<E: Error>(name: &str) -> E {
    within(Segment::Member(name), E::custom("the required member is missing"))
}

/// `serde_json` ends its messages with ` at line 1 column 2`, and understands that ending.
fn split_position(text: &str) -> (&str, &str) {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match text.rfind(" at line ") {
        Some(at) => match text[at + 9..].split_once(" column ") {
            Some((line, column)) if is_number(line) && is_number(column) => text.split_at(at),
            _ => (text, ""),
        },
        None => (text, ""),
    }
}

/// The path and the message of an error whose text [`within`] made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Trail {
    pub(crate) segments: Vec<Step>,
    pub(crate) message: String,
}

/// A [`Segment`] that owns its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    Item(usize),
}

impl Trail {
    pub(crate) fn of(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let mut rest = split_position(&text).0;
        let mut segments = Vec::new();
        while let Some((step, after)) = next_step(rest) {
            segments.push(step);
            rest = after;
        }
        let message = rest.strip_prefix(": ").unwrap_or(rest);
        Self { segments, message: excerpt(in_own_words(message)).into_owned() }
    }

    /// The path as people write it: `data[1].attributes.has_session`.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.segments {
            path += &match step {
                Step::Item(index) => Segment::Item(*index).to_string(),
                Step::Member(name) => Segment::Member(name).to_string(),
            };
        }
        path.strip_prefix('.').map(str::to_owned).unwrap_or(path)
    }
}

fn next_step(text: &str) -> Option<(Step, &str)> {
    if let Some(rest) = text.strip_prefix('.') {
        let end = rest.find(['.', '[', ':']).unwrap_or(rest.len());
        return Some((Step::Member(rest[..end].to_owned()), &rest[end..]));
    }
    let rest = text.strip_prefix('[')?;
    if rest.starts_with('"') {
        let mut names = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let name = names.next()?.ok()?;
        let after = rest.get(names.byte_offset()..)?.strip_prefix(']')?;
        return Some((Step::Member(name), after));
    }
    let (index, after) = rest.split_once(']')?;
    Some((Step::Item(index.parse().ok()?), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trail(name: &str) -> Trail {
        let inner: serde_json::Error = Error::custom("bad");
        Trail::of(&within(
            Segment::Item(3),
            within::<serde_json::Error>(Segment::Member(name), inner),
        ))
    }

    #[test]
    fn a_name_of_any_characters_is_read_back() {
        for name in [
            "plain",
            "",
            "a b",
            "a.b[0]: \"\\\"",
            "\u{1b}[31m\n",
            "\u{202e}\u{9b}",
            "ü😀",
            "\u{e0041}",
        ] {
            let trail = trail(name);
            assert_eq!(trail.segments, [Step::Item(3), Step::Member(name.to_owned())]);
            assert_eq!(trail.message, "bad");
            assert!(!trail.path().contains(is_unseen), "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_whatever_its_characters() {
        for character in ["x", " ", "\u{1b}", "ü"] {
            let trail = trail(&character.repeat(1 << 20));
            assert!(trail.path().len() < 1_000, "{character:?}: {}", trail.path().len());
            assert_eq!(trail.message, "bad");
        }
    }
}
