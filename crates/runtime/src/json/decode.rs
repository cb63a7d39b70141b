//! JSON to model and back, with errors that name the place.

use std::fmt;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use crate::ground::bounds::{Memory, TOO_DEEP, Whole};
use crate::ground::excerpt::{excerpt, in_one_line};
use crate::ground::shown::visible;
use crate::json::items::Items;
use crate::json::members::Members;
use crate::json::path::{Step, Trail};

/// Decodes a model from a whole JSON text.
///
/// # Errors
///
/// When the text is not JSON or does not fit the model, when arrays and objects are nested deeper
/// than 127 levels, and when the model would take more than 16 times the memory of the body or of
/// 64 MiB, whichever is more; in the call of a client, of the limit that it has for bodies. The error
/// names the first place, with the index of each item in arrays around the model too.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let _memory = Memory::at_least(body.len());
    let _whole = Whole::enter();
    // RFC 8259, section 8.1, lets a reader ignore a byte order mark.
    let json = body.strip_prefix(MARK).unwrap_or(body);
    // One look at the whole text costs less than one at each part. What is no text is not decoded
    // from bytes: each model would be compiled twice for it.
    let (text, end) = valid_text(json);
    match (read(text), end) {
        (Ok(model), None) => Ok(model),
        (decoded, end) => Err(DecodeError::new(body, json, decoded.err(), end)),
    }
}

/// The byte order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a whole JSON text, and nothing after it.
#[inline]
fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let model = T::deserialize(Items(&mut json))?;
    json.end()?;
    Ok(model)
}

/// The text of a body, up to where it stops being one.
fn valid_text(body: &[u8]) -> (&str, Option<usize>) {
    match std::str::from_utf8(body) {
        Ok(text) => (text, None),
        Err(error) => {
            let end = error.valid_up_to();
            (std::str::from_utf8(&body[..end]).unwrap_or_default(), Some(end))
        }
    }
}

/// What is wrong with bytes that are none.
const NO_TEXT: &str = "the text is not UTF-8";

/// JSON that did not fit: where, and why.
///
/// Its `Display` is one line, such as
/// `data[1].attributes.has_session: invalid type: string "yes", expected a boolean (line 1, column 94)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<InvalidBody>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct InvalidBody {
    path: String,
    message: String,
    line: usize,
    column: usize,
    /// Where the place is in the body, in bytes.
    at: usize,
    excerpt: String,
    is_syntax: bool,
}

impl DecodeError {
    /// The JSON path of the place, in the names of the wire; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was found and what was expected.
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

    /// A few characters of the body, from the place on.
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// Whether the text is not JSON at all, for instance because it was cut off.
    pub fn is_syntax(&self) -> bool {
        self.0.is_syntax
    }

    /// Replaces what it shows of the body: its texts, and the excerpt from an offset on.
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

    /// Of a text that ends to be one at an offset.
    pub(crate) fn of_text(body: &[u8], at: usize) -> Self {
        Self::at(body, at, String::new(), NO_TEXT.to_owned(), true)
    }

    /// Of a JSON text that is nested too deep.
    pub(crate) fn too_deep(body: &[u8]) -> Self {
        Self::at(body, 0, String::new(), TOO_DEEP.to_owned(), false)
    }

    /// Of the error that the text has, and of the place where it ends to be one.
    fn new(body: &[u8], json: &[u8], error: Option<serde_json::Error>, end: Option<usize>) -> Self {
        let mark = body.len() - json.len();
        let trail = error.as_ref().map(Trail::of).unwrap_or_default();
        if let Some(end) = end
            && (error.is_none() || trail.message.starts_with("EOF while parsing"))
        {
            return Self::at(body, mark + end, trail.path(), NO_TEXT.to_owned(), true);
        }
        let (at, syntax) = match serde_json::from_slice::<IgnoredAny>(json) {
            Err(syntax) => (offset(json, syntax.line(), syntax.column()), Some(syntax)),
            Ok(_) => (locate(json, &trail.segments).unwrap_or_default(), None),
        };
        Self::at(body, mark + at, trail.path(), trail.message, syntax.is_some())
    }

    fn at(body: &[u8], at: usize, path: String, message: String, is_syntax: bool) -> Self {
        let before = &body[..at.min(body.len())];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Self(Box::new(InvalidBody {
            path,
            message,
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: before.len() - line_start + 1,
            at: before.len(),
            excerpt: start_of(&body[before.len()..]),
            is_syntax,
        }))
    }
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

/// Up to 60 characters of a body, as text, on one line.
fn start_of(body: &[u8]) -> String {
    in_one_line(&String::from_utf8_lossy(&body[..body.len().min(240)]))
}

/// The byte offset of a position that `serde_json` gave.
fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let lines = body.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    before + column.saturating_sub(1)
}

/// The byte offset of the value at a path; of the innermost object that is there where the last
/// step names a member that is not.
fn locate(body: &[u8], path: &[Step]) -> Option<usize> {
    let whole = std::str::from_utf8(body).ok()?;
    let mut value: &RawValue = serde_json::from_str(whole).ok()?;
    for step in path {
        value = match descend(value, step) {
            Some(inner) => inner,
            None => break,
        };
    }
    Some(value.get().as_ptr() as usize - whole.as_ptr() as usize)
}

/// The last member of that name, because a repeated member is refused at its last place.
fn descend<'a>(value: &'a RawValue, step: &Step) -> Option<&'a RawValue> {
    match step {
        Step::Item(index) => {
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            items.get(*index).copied()
        }
        Step::Member(name) => {
            let Members(members) = serde_json::from_str(value.get()).ok()?;
            // A long name is cut in the path.
            let is_same = |known: &str| {
                known == name || (name.contains('…') && excerpt(known) == name.as_str())
            };
            members.into_iter().rfind(|(known, _)| is_same(known)).map(|(_, value)| value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_in_the_message() {
        let body = format!("\"{}\"", "x".repeat(5_000));
        let error = decode::<bool>(body.as_bytes()).unwrap_err();
        assert!(error.to_string().chars().count() < 200, "{error}");
        assert!(error.excerpt().chars().count() <= 60);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_place() {
        let error = decode::<Vec<String>>(b"[\"a\",\n\"b\xff\"]").unwrap_err();
        assert_eq!(error.to_string(), "[1]: the text is not UTF-8 (line 2, column 3)");
        assert!(error.is_syntax());
        let error = decode::<bool>(b"true\xff").unwrap_err();
        assert_eq!(error.to_string(), "the text is not UTF-8 (line 1, column 5)");
        let error = decode::<Vec<bool>>(b"[1, \"\xff\"]").unwrap_err();
        assert!(error.message().starts_with("invalid type: integer `1`"), "{error}");
        let object = decode::<crate::JsonObject>(b"{\"a\": \"\xff\"}").unwrap_err();
        assert_eq!(object.message(), "the text is not UTF-8");
    }

    #[test]
    fn a_byte_order_mark_is_ignored_and_counts_as_bytes() {
        assert_eq!(decode::<Vec<bool>>(b"\xef\xbb\xbf [true]").unwrap(), [true]);
        let error = decode::<Vec<bool>>(b"\xef\xbb\xbf[true, 1]").unwrap_err();
        assert_eq!((error.path(), error.line(), error.column()), ("[1]", 1, 11));
        assert!(error.excerpt().starts_with("1]"), "{error:?}");
        let error = decode::<bool>(b"\xef\xbb\xbftrue\xff").unwrap_err();
        assert_eq!((error.message(), error.column()), (NO_TEXT, 8));
        // Two are one too many, and elsewhere it is a character like others.
        assert!(decode::<bool>(b"\xef\xbb\xbf\xef\xbb\xbftrue").is_err());
        assert!(decode::<bool>(b"true\xef\xbb\xbf").is_err());
        assert!(decode::<bool>(b"\xef\xbb\xbf").unwrap_err().is_syntax());
        assert_eq!(decode::<String>(b"\"\xef\xbb\xbfa\"").unwrap(), "\u{feff}a");
    }

    #[test]
    fn a_text_that_is_cut_off_is_a_syntax_error() {
        let error = decode::<Vec<bool>>(b"[true,").unwrap_err();
        assert!(error.is_syntax());
        assert_eq!((error.line(), error.column()), (1, 6));
    }
}
