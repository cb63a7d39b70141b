//! Path parameters that stay in their place.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters that must be escaped in a path segment: the set of the URL standard, and `/`, `\` and `%`.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Encodes a text as one segment. The empty text, `.` and `..` would not stay in their place.
pub(crate) fn encode_segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}
