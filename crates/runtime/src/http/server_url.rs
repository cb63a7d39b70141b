//! The URL of a server with its variables filled in (OpenAPI 3, "Server Variable Object").
//!
//! A value stays in its place, like that of a path parameter: a value in the host cannot name a host that the
//! description does not intend, and a value in the path cannot leave its segment.

use crate::http::base_url::{BaseUrl, without_secrets};
use crate::http::path_segment::encode_segment;
use crate::http::setup_error::SetupError;

/// A variable in the URL of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, in braces in the URL.
    pub name: &'static str,
    /// Its value unless the caller gives one.
    pub default: &'static str,
    /// The values that the description lists.
    pub values: &'static [&'static str],
}

/// The place of a variable in a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before `://`.
    Scheme,
    /// At the beginning of a URL without a scheme, up to its path.
    Origin,
    /// At the beginning of a URL, but not ending at the end of a component.
    Beginning,
    Host,
    Port,
    Path,
}

impl Place {
    /// The place of a variable, from the text before and after it; earlier variables are placeholders there.
    fn of(before: &str, after: &str) -> Self {
        let Some((_, authority)) = before.split_once("://") else {
            return match after {
                _ if !before.is_empty() => Self::Beginning,
                _ if after.starts_with("://") => Self::Scheme,
                _ if after.is_empty() || after.starts_with(['/', '?', '#']) => Self::Origin,
                _ => Self::Beginning,
            };
        };
        match authority {
            _ if authority.contains(['/', '?', '#']) => Self::Path,
            _ if authority.rsplit(']').next().is_some_and(|rest| rest.contains(':')) => Self::Port,
            _ => Self::Host,
        }
    }

    /// The text for a caller's value in this place; `None` if it is refused.
    fn fill(self, value: &str) -> Option<String> {
        let is_label = |label: &str| {
            !label.is_empty()
                && label.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        };
        let is_fit = match self {
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Origin => return BaseUrl(value.to_owned()).checked().ok(),
            Self::Beginning => false,
            Self::Host => value.split('.').all(is_label),
            Self::Port => {
                value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u16>().is_ok()
            }
            // A value of only dots would change the path together with adjacent dots.
            Self::Path if value.bytes().all(|byte| byte == b'.') => false,
            Self::Path => return Some(encode_segment(value)),
        };
        is_fit.then(|| value.to_owned())
    }

    /// The allowed values, as an error describes them.
    fn allowed(self) -> &'static str {
        match self {
            Self::Scheme => "it is the scheme, which is `http` or `https`",
            Self::Origin => {
                "it takes a URL that begins with https:// or http://, without user name, query and fragment"
            }
            Self::Beginning => "it takes only the values that the description lists",
            Self::Host => {
                "it is in the host, where ASCII letters, digits, `-`, `_` and dots between them may stand; \
                 another host is given with `base_url`"
            }
            Self::Port => "it is in the port, which is a number up to 65535",
            Self::Path => "it is in the path, where neither nothing nor dots alone may stand",
        }
    }
}

/// The URL with a value for each of its variables: the given one, or the default. Defaults and listed values
/// of the description are used unchanged.
///
/// # Errors
///
/// When a value is not allowed in its place.
pub(crate) fn fill(
    template: &str,
    variables: &[ServerVariable],
    given: &[(&'static str, String)],
) -> Result<String, SetupError> {
    let (mut url, mut before, mut rest) = (String::new(), String::new(), template);
    while let Some((literal, after)) = rest.split_once('{') {
        url.push_str(literal);
        before.push_str(literal);
        let found = after.split_once('}').and_then(|(name, after)| {
            Some((variables.iter().find(|one| one.name == name)?, after))
        });
        let Some((variable, after)) = found else {
            url.push('{');
            before.push('{');
            rest = after;
            continue;
        };
        let place = Place::of(&before, after);
        url.push_str(&value(variable, place, given)?);
        before.push_str(if place == Place::Origin { "x://x" } else { "x" });
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

fn value(
    variable: &ServerVariable,
    place: Place,
    given: &[(&'static str, String)],
) -> Result<String, SetupError> {
    let found = given.iter().find(|(name, _)| *name == variable.name);
    let value = found.map_or(variable.default, |(_, value)| value.as_str());
    if value == variable.default || variable.values.contains(&value) {
        return Ok(value.to_owned());
    }
    place.fill(value).ok_or_else(|| SetupError::ServerVariable {
        name: variable.name,
        value: without_secrets(value),
        allowed: place.allowed(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, value: &str) -> Result<String, SetupError> {
        let variable =
            |name, default| ServerVariable { name, default, values: &["", "a/listed:1@value"] };
        fill(
            template,
            &[variable("x", "default"), variable("y", "other")],
            &[("x", value.to_owned())],
        )
    }

    #[test]
    fn a_value_stays_in_its_place() {
        for (template, value, url) in [
            ("https://{x}.example", "eu", "https://eu.example"),
            ("https://{x}.example", "eu-1.west_2", "https://eu-1.west_2.example"),
            ("https://{x}", "127.0.0.1", "https://127.0.0.1"),
            ("https://api{x}.example", "-staging", "https://api-staging.example"),
            ("https://api.example:{x}/v1", "8443", "https://api.example:8443/v1"),
            ("https://[::1]:{x}/v1", "1", "https://[::1]:1/v1"),
            ("{x}://api.example", "http", "http://api.example"),
            ("{x}/v1", "http://localhost:1/a/", "http://localhost:1/a/v1"),
            ("{x}", "http://localhost:1", "http://localhost:1"),
            ("https://api.example/{x}", "v2", "https://api.example/v2"),
            (
                "https://api.example/{x}/y",
                "a/../b c?d#e%2f\\",
                "https://api.example/a%2F..%2Fb%20c%3Fd%23e%252f%5C/y",
            ),
            ("https://{x}.{y}.example/{x}", "a", "https://a.other.example/a"),
            ("{y}://{x}.example", "a", "other://a.example"),
            ("https://{z}.example/{x", "a", "https://{z}.example/{x"),
            ("https://{x}.example", "", "https://.example"),
            ("https://{x}.example", "a/listed:1@value", "https://a/listed:1@value.example"),
        ] {
            assert_eq!(filled(template, value).as_deref(), Ok(url), "{template} {value}");
        }
    }

    #[test]
    fn a_value_that_would_leave_its_place_is_refused() {
        let no_host = [
            "evil.test/a",
            "evil.test/",
            "/",
            "\\",
            "evil.test\\",
            "a@evil.test",
            "evil.test:1",
            ":1",
            "evil.test?",
            "evil.test#",
            "%2f",
            "evil%2etest",
            " ",
            "a b",
            "a\tb",
            "a\nb",
            "\0",
            ".",
            "..",
            "a.",
            ".a",
            "a..b",
            "[::1]",
            "::1",
            "。",
            "evil。test",
            "evil．test",
            "ｅvil",
            "evil／a",
            "ü",
            "{y}",
            "~",
            "a,b",
            "\u{202e}",
            "\u{ad}",
        ];
        let rows: [(&str, &[&str]); 7] = [
            ("https://{x}.example", &no_host),
            ("https://api.{x}", &no_host),
            (
                "https://api.example:{x}",
                &["-1", "+1", "65536", "1/a", "1@evil.test", "one", "١", "1 ", "0x1", "1?"],
            ),
            ("{x}://api.example", &["ftp", "https://evil.test/?", "HTTPS", "javascript", "file"]),
            ("https://api.example/{x}/v1", &[".", "..", "..."]),
            ("{x}example.com", &["https://", "https://evil.test/"]),
            ("api{x}/v1", &["a", "https://evil.test"]),
        ];
        for (template, values) in rows {
            for value in values {
                let error = filled(template, value).unwrap_err();
                assert!(matches!(error, SetupError::ServerVariable { name: "x", .. }), "{error:?}");
                let text = error.to_string();
                assert!(text.starts_with("the server variable `x` cannot be \""), "{text}");
            }
        }
        for value in
            ["ftp://a", "a", "https://a:b@c", "https://a?b", "https://a#b", "https://", "//a"]
        {
            assert!(filled("{x}/v1", value).is_err(), "{value}");
        }
    }

    #[test]
    fn an_error_shows_no_password() {
        for value in ["user:hush@evil.test", "evil.test?key=hush", "a#hush", "hush?a@b"] {
            let text = filled("https://{x}.example", value).unwrap_err().to_string();
            assert!(!text.contains("hush"), "{text}");
        }
    }
}
