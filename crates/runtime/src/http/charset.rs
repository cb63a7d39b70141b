//! Text in the charset that its response names.
//!
//! It turns the body of a response into text for the readers of JSON and plain text. Binary bodies never come
//! here.

use std::borrow::Cow;

use reqwest::header::{CONTENT_TYPE, HeaderMap};

/// The text of a body: UTF-8 unchanged, and other charsets converted to UTF-8.
pub(crate) fn text_of<'a>(headers: &HeaderMap, body: &'a [u8]) -> Cow<'a, [u8]> {
    #[cfg(feature = "charset")]
    if let Some(name) = charset(headers)
        && let Some(encoding) = encoding_rs::Encoding::for_label(name.as_bytes())
        && encoding != encoding_rs::UTF_8
    {
        return match encoding.decode(body).0 {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
    }
    let _ = headers;
    Cow::Borrowed(body)
}

/// The media type of a response in lower case, without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    let name = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = name.split(';').next().unwrap_or_default();
    Some(essence.trim().to_ascii_lowercase())
}

/// The parameter `charset` of a media type (RFC 9110, section 8.3.1).
#[cfg(feature = "charset")]
fn charset(headers: &HeaderMap) -> Option<&str> {
    let parameters = headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').skip(1);
    let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, name) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(name.trim().trim_matches('"'))
}

#[cfg(all(test, feature = "charset"))]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_in_the_charset_that_it_names() {
        for (content_type, body, text) in [
            ("text/plain", &b"caf\xc3\xa9"[..], &b"caf\xc3\xa9"[..]),
            ("text/plain; charset=utf-8", b"caf\xc3\xa9", b"caf\xc3\xa9"),
            ("text/plain;charset=ISO-8859-1", b"caf\xe9", b"caf\xc3\xa9"),
            ("text/plain; Charset=\"latin1\"", b"caf\xe9", b"caf\xc3\xa9"),
            ("text/csv; header=present; charset=windows-1252", b"\x80", "€".as_bytes()),
            ("application/json; charset=utf-16le", b"1\0", b"1"),
            ("text/plain; charset=utf-16", b"\xfe\xff\0a", b"a"),
            ("text/plain; charset=Shift_JIS", b"\x93\xfa", "日".as_bytes()),
            // An unknown charset is treated as UTF-8.
            ("text/plain; charset=klingon", b"caf\xe9", b"caf\xe9"),
            ("text/plain; charset", b"caf\xe9", b"caf\xe9"),
            ("text/plain; charset=", b"caf\xe9", b"caf\xe9"),
        ] {
            let mut headers = HeaderMap::new();
            assert_eq!(*text_of(&headers, body), *body);
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            assert_eq!(*text_of(&headers, body), *text, "{content_type}");
        }
    }
}
