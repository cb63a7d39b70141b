//! Path parameters that stay in their place.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::http::invalid_request::InvalidRequest;

/// What a path segment may not hold as it is: the set of the URL standard, and `/`, `\` and `%`.
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

/// Encodes the value of a path parameter as one segment.
///
/// # Errors
///
/// When the value is empty, `.` or `..`: no spelling of these stays where it is put, since URL
/// parsers resolve `%2E%2E` like `..`, and an empty segment names another resource.
pub fn encode_path(value: &str) -> Result<String, InvalidRequest> {
    match value {
        "" => Err(InvalidRequest::new("a path parameter is empty")),
        "." | ".." => Err(InvalidRequest::new(format!(
            "a path parameter is {value:?}, which would change the path"
        ))),
        value => Ok(utf8_percent_encode(value, SEGMENT).to_string()),
    }
}
