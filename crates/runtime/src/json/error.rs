//! The error for JSON that does not fit, with the place and the reason.
//!
//! While an error propagates, it has the offset in the text and the steps to it. The rest is computed once,
//! when the whole text is known.

use std::fmt;

use serde::de::IgnoredAny;

use crate::ground::bounds::Limit;
use crate::ground::excerpt::{excerpt, in_one_line};
use crate::ground::shown::visible;
use crate::json::path::{Path, Step};

/// The message for bytes that are not UTF-8.
pub(crate) const NO_TEXT: &str = "the text is not UTF-8";

/// The error for JSON that does not fit, with the place and the reason.
///
/// Its `Display` is one line, such as
/// `data[1].attributes.has_session: invalid type: string "yes", expected a boolean (line 1, column 94)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<InvalidBody>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct InvalidBody {
    steps: Path,
    path: String,
    message: String,
    line: usize,
    column: usize,
    /// The offset of the place in bytes.
    at: usize,
    excerpt: String,
    reason: Reason,
    is_syntax: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// The text is not JSON.
    Syntax,
    /// A value does not fit the description.
    Misfit,
    /// A required property is missing. The place is that of its object, which a caller adds.
    Missing,
    /// A limit is exceeded.
    Limit,
}

impl DecodeError {
    /// The JSON path of the place, with the names used in JSON; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The message: what was found and what was expected.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The line of the place, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column of the place in its line, in bytes from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// A few characters of the body, starting at the place.
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// Returns `true` if the text is not JSON at all, for instance because it was cut off.
    pub fn is_syntax(&self) -> bool {
        self.0.is_syntax
    }

    /// The same error for a value inside a larger one.
    pub(crate) fn inside(mut self, place: &str) -> Self {
        let path = &mut self.0.path;
        let is_behind = path.is_empty() || path.starts_with('[');
        *path = if is_behind { format!("{place}{path}") } else { format!("{place}.{path}") };
        self
    }

    /// Replaces the parts that show the body: its texts, and the excerpt from an offset on.
    pub(crate) fn replace(
        &mut self,
        text: impl Fn(&str) -> String,
        excerpt: impl FnOnce(usize) -> String,
    ) {
        let error = &mut self.0;
        error.path = text(&error.path);
        error.message = text(&error.message);
        error.excerpt = excerpt(error.at);
    }

    #[cold]
    fn new(at: usize, reason: Reason, message: String) -> Self {
        Self(Box::new(InvalidBody {
            steps: Path::default(),
            path: String::new(),
            message,
            line: 0,
            column: 0,
            at,
            excerpt: String::new(),
            is_syntax: reason == Reason::Syntax,
            reason,
        }))
    }

    /// For text that is not JSON from this offset on.
    pub(crate) fn syntax(at: usize) -> Self {
        Self::new(at, Reason::Syntax, String::new())
    }

    /// For a value that begins at this offset.
    pub(crate) fn misfit(at: usize, message: String) -> Self {
        Self::new(at, Reason::Misfit, excerpt(&message).into_owned())
    }

    /// For a value that exceeds a limit.
    pub(crate) fn limit(at: usize, limit: Limit) -> Self {
        Self::new(at, Reason::Limit, limit.to_string())
    }

    /// For a duplicate property.
    pub(crate) fn duplicate(at: usize, name: &str) -> Self {
        Self::misfit(at, "the property is there twice".to_owned()).within(Step::property(name))
    }

    /// For a missing required property.
    pub(crate) fn missing(name: &str) -> Self {
        let message = "the required property is missing".to_owned();
        Self::new(0, Reason::Missing, message).within(Step::property(name))
    }

    /// The same error, in the object that begins at this offset.
    pub(crate) fn in_object(mut self, at: usize) -> Self {
        if self.0.reason == Reason::Missing {
            self.0.reason = Reason::Misfit;
            self.0.at = at;
        }
        self
    }

    /// The same error, one step further out.
    #[cold]
    pub(crate) fn within(mut self, step: Step) -> Self {
        self.0.steps.within(step);
        self
    }

    /// The number of steps to its place.
    pub(crate) fn depth(&self) -> usize {
        self.0.steps.len()
    }

    /// The path and the message, for errors of other types: `.data[1].name: what is wrong`.
    pub(crate) fn told(&self) -> String {
        match self.0.steps.len() {
            0 => self.0.message.clone(),
            _ => format!("{}: {}", self.0.steps.behind(), self.0.message),
        }
    }

    /// For bytes that stop being UTF-8 at this offset.
    pub(crate) fn of_bytes(body: &[u8], at: usize) -> Self {
        let mut error = Self::new(at, Reason::Syntax, NO_TEXT.to_owned());
        error.place(body);
        error
    }

    /// For a body that is not JSON, with a message of its own.
    pub(crate) fn of_body(body: &[u8], message: String) -> Self {
        let mut error = Self::new(0, Reason::Misfit, message);
        error.place(body);
        error
    }

    /// The complete error, for a body whose JSON text begins at `start` and stops being UTF-8 at another
    /// offset, if at all.
    pub(crate) fn of(mut self, body: &[u8], start: usize, text: &str, end: Option<usize>) -> Self {
        let error = &mut self.0;
        // The parts that are shown may be masked; the steps are not.
        error.path = std::mem::take(&mut error.steps).to_string();
        // `serde_json` says what is wrong with the text, and where.
        let syntax = match error.reason {
            Reason::Limit => None,
            _ => serde_json::from_str::<IgnoredAny>(text).err(),
        };
        error.is_syntax = syntax.is_some() || end.is_some();
        if let (Reason::Syntax, Some(syntax)) = (error.reason, &syntax) {
            error.message = without_place(&syntax.to_string());
            error.at = offset(text, syntax.line(), syntax.column());
            if is_behind_comma(text, error.at) {
                error.message = "trailing comma".to_owned();
            }
        }
        let is_cut = error.message.starts_with("EOF while parsing");
        if let (Reason::Syntax, Some(end), true) = (error.reason, end, is_cut) {
            error.message = NO_TEXT.to_owned();
            error.at = end;
        }
        error.at += start;
        self.place(body);
        self
    }

    /// Finds line, column and excerpt.
    fn place(&mut self, body: &[u8]) {
        let error = &mut self.0;
        let (before, behind) = body.split_at(error.at.min(body.len()));
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        error.at = before.len();
        error.line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        error.column = before.len() - line_start + 1;
        // Up to 60 characters, on one line.
        error.excerpt = in_one_line(&String::from_utf8_lossy(&behind[..behind.len().min(240)]));
    }
}

/// The message of a `serde_json` error without its place, which is relative to a part of the text.
pub(crate) fn without_place(message: &str) -> String {
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// Whether an array or object ends right after a comma.
fn is_behind_comma(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_ascii_end();
    before.ends_with(',') && matches!(text.as_bytes().get(at), Some(b']' | b'}'))
}

/// The offset of a line and column from `serde_json`.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path().is_empty() {
            write!(f, "{}: ", visible(&excerpt(self.path())))?;
        }
        let message = visible(self.message());
        write!(f, "{message} (line {}, column {})", self.line(), self.column())
    }
}

impl std::error::Error for DecodeError {}
