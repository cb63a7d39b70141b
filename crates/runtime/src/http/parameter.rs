//! Parameters in OpenAPI's styles: one conversion from any value to text, for all places and styles.

pub(crate) mod escape;
pub(crate) mod part;
pub(crate) mod style;
#[cfg(test)]
mod tests;

use reqwest::Url;
use reqwest::header::{COOKIE, HeaderMap, HeaderValue};

use crate::http::invalid_request::InvalidRequest;
use crate::http::path_segment::encode_segment;
use escape::escaped;
use part::Part;
pub use style::Style;

/// The text of a path parameter, which stays in its segment. Plain text keeps the characters that a segment
/// may contain.
///
/// # Errors
///
/// When the value has no text, or its text would change the path.
pub(crate) fn segment(name: &str, part: &Part, style: Style) -> Result<String, InvalidRequest> {
    let text = match (part, style) {
        (Part::Text(text) | Part::Bare(text), Style::Simple { .. }) => encode_segment(text),
        _ => style.text(name, part, escaped).unwrap_or_default(),
    };
    match text.as_str() {
        "" => Err(InvalidRequest::new(format!("the path parameter `{name}` is empty"))),
        // These cannot be escaped: URL parsers resolve `%2E%2E` like `..`.
        "." | ".." => Err(InvalidRequest::new(format!(
            "the path parameter `{name}` is {text:?}, which would change the path"
        ))),
        _ => Ok(text),
    }
}

/// Adds a cookie to the cookies of a request.
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

/// Adds escaped text to the query of a URL.
pub(crate) fn add_to_url(url: &mut Url, text: &str) {
    let mut query = url.query().unwrap_or_default().to_owned();
    add(&mut query, text);
    url.set_query(Some(&query));
}

/// Adds escaped pairs to a query.
pub(crate) fn add_to_query(query: &mut String, pairs: Vec<(String, String)>) {
    for (name, text) in pairs {
        add(query, &format!("{name}={text}"));
    }
}

/// Adds escaped text to a query.
pub(crate) fn add(query: &mut String, text: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(text);
}
