//! Parameters as OpenAPI writes them: one way from any value to text, for all places and styles.

mod part;
mod style;
#[cfg(test)]
mod tests;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Request;
use reqwest::header::{COOKIE, HeaderMap, HeaderValue};
use serde::Serialize;

use crate::InvalidRequest;

pub(crate) use part::{Members, Part};
pub use style::Style;

/// What stands for itself everywhere in a URL (RFC 3986, section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` leaves as it is beside that, of RFC 3986, section 2.2. `#` would end the
/// query, `&` the parameter, and a `+` would be read as a space.
const UNRESERVED: &AsciiSet = &ESCAPED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// How a text is made fit for where it goes.
pub(crate) type Escape = fn(&str) -> String;

pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

pub(crate) fn reserved(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

pub(crate) fn as_it_is(text: &str) -> String {
    text.to_owned()
}

/// The text of a path parameter, as part of one segment.
///
/// # Errors
///
/// When the value has no text, or one that would change the path.
pub fn path<T: Serialize>(name: &str, value: &T, style: Style) -> Result<String, InvalidRequest> {
    let part = Part::of(name, value)?;
    let text = style.text(name, &part, escaped).unwrap_or_default();
    match text.as_str() {
        "" => Err(InvalidRequest(format!("the path parameter `{name}` is empty"))),
        "." | ".." => Err(InvalidRequest(format!(
            "the path parameter `{name}` is {text:?}, which would change the path"
        ))),
        _ => Ok(text),
    }
}

/// Adds a cookie to those that a request has.
pub(crate) fn add_cookie(
    headers: &mut HeaderMap,
    cookie: &str,
) -> Result<(), reqwest::header::InvalidHeaderValue> {
    let mut all = headers.get(COOKIE).map(|old| old.as_bytes().to_vec()).unwrap_or_default();
    if !all.is_empty() {
        all.extend_from_slice(b"; ");
    }
    all.extend_from_slice(cookie.as_bytes());
    let mut value = HeaderValue::from_bytes(&all)?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}

/// Adds pairs that are escaped already to the query of a request.
pub(crate) fn add_to_query(request: &mut Request, pairs: Vec<(String, String)>) {
    if pairs.is_empty() {
        return;
    }
    let url = request.url_mut();
    let mut all = url.query().unwrap_or_default().to_owned();
    for (name, text) in pairs {
        if !all.is_empty() {
            all.push('&');
        }
        all.push_str(&format!("{name}={text}"));
    }
    url.set_query(Some(&all));
}
