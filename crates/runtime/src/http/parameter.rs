//! Parameters as OpenAPI writes them: one way from any value to text, for all places and styles.

pub(crate) mod escape;
pub(crate) mod part;
pub(crate) mod style;
#[cfg(test)]
mod tests;

use reqwest::header::{COOKIE, HeaderMap, HeaderValue};
use serde::Serialize;

use crate::http::invalid_request::InvalidRequest;
use crate::http::platform::Request;
use escape::escaped;
use part::Part;
pub use style::Style;

/// The text of a path parameter, as part of one segment.
///
/// # Errors
///
/// When the value has no text, or one that would change the path.
pub fn path<T: Serialize>(name: &str, value: &T, style: Style) -> Result<String, InvalidRequest> {
    let part = Part::of(name, value)?;
    let text = style.text(name, &part, escaped).unwrap_or_default();
    match text.as_str() {
        "" => Err(InvalidRequest::new(format!("the path parameter `{name}` is empty"))),
        "." | ".." => Err(InvalidRequest::new(format!(
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
