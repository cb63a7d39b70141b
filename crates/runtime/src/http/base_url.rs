//! The URL of an API.

use std::fmt;

use reqwest::Url;

use crate::http::setup_error::SetupError;

/// A URL as the caller gave it. `Debug` leaves out the parts that may be secret.
#[derive(Clone)]
pub(crate) struct BaseUrl(pub(crate) String);

impl BaseUrl {
    /// The URL without a slash at the end, if it can be called.
    pub(crate) fn checked(&self) -> Result<String, SetupError> {
        let wrong = |reason: String| SetupError::BaseUrl { url: self.printable(), reason };
        if self.0.is_empty() {
            let reason = "none was given: the description does not say where the API is";
            return Err(wrong(reason.to_owned()));
        }
        let url = callable(&self.0).map_err(wrong)?;
        if url.query().is_some() {
            return Err(wrong("it has a query or a fragment".to_owned()));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }

    /// The URL of a token endpoint, if it can be called. It may have a query.
    pub(crate) fn endpoint(&self) -> Result<Url, SetupError> {
        callable(&self.0).map_err(|reason| SetupError::TokenUrl { url: self.printable(), reason })
    }

    /// Scheme, host, port and path; nothing if one of them may contain a part of a password, as in a URL that
    /// does not parse.
    fn printable(&self) -> String {
        let hidden = || "…".to_owned();
        let Ok(mut url) = Url::parse(&self.0) else { return hidden() };
        let has_user = !url.username().is_empty() || url.password().is_some();
        url.set_query(None);
        url.set_fragment(None);
        let Some(host) = url.host_str().filter(|host| !host.is_empty()) else { return hidden() };
        if has_user {
            return format!("{}://…@{host}", url.scheme());
        }
        // A password that contains a slash is cut there, and the rest of it becomes the path.
        let is_sign = |text: &str| {
            text.contains(['@', '＠', '﹫']) || text.to_ascii_lowercase().contains("%40")
        };
        if is_sign(&self.0) {
            return hidden();
        }
        url.as_str().trim_end_matches('/').to_owned()
    }
}

/// An HTTP URL without user name, password and fragment, or the reason why it is not one.
fn callable(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("it begins with neither https:// nor http://".to_owned());
    }
    if url.fragment().is_some() {
        return Err("it has a query or a fragment".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it has a user name or a password in it".to_owned());
    }
    Ok(url)
}

/// A part of a URL without user name, password, query and fragment. It is cut as text; if a password may
/// contain the `?`, nothing is left.
pub(crate) fn without_secrets(text: &str) -> String {
    let (before, after) = match text.find(['?', '#']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    match before.rsplit_once('@') {
        _ if after.contains('@') => "…".to_owned(),
        Some((_, host)) => format!("…@{host}"),
        None => before.to_owned(),
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.printable(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_cannot_be_called_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "none was given"),
            ("api.example.com", "relative URL without a base"),
            ("ftp://api.example.com", "neither https:// nor http://"),
            ("https://api.example.com/#a", "a query or a fragment"),
            ("https://api.example.com/?a", "a query or a fragment"),
            ("https://name@api.example.com", "a user name or a password"),
            ("https://:hush@api.example.com", "a user name or a password"),
            ("https://name:hush@api.example.com", "a user name or a password"),
        ] {
            let error = BaseUrl(text.to_owned()).checked().unwrap_err().to_string();
            assert!(error.contains(reason) && !error.contains("hush"), "{text}: {error}");
        }
        let checked = BaseUrl("http://api.example.com/v1//".to_owned()).checked();
        assert_eq!(checked.as_deref(), Ok("http://api.example.com/v1"));
        // A token endpoint may have a query.
        let endpoint = |text: &str| BaseUrl(text.to_owned()).endpoint();
        assert!(endpoint("https://api.example.com/token?a=1").is_ok());
        assert!(endpoint("https://name@api.example.com/token").is_err());
    }

    #[test]
    fn a_url_is_cut_as_text_where_it_may_hold_a_secret() {
        for (text, expected) in [
            ("https://api.example.com/v1", "https://api.example.com/v1"),
            ("https://api.example.com/v1?key=hush", "https://api.example.com/v1"),
            ("https://api.example.com/v1#hush", "https://api.example.com/v1"),
            ("https://name:hush@api.example.com/v1?a", "…@api.example.com/v1"),
            ("https://name:hu?sh@api.example.com", "…"),
        ] {
            assert_eq!(without_secrets(text), expected, "{text}");
        }
    }

    #[test]
    fn a_url_is_shown_without_what_may_be_secret_in_it() {
        for (text, shown) in [
            ("https://api.example.com/v1/?key=hush#hush", "https://api.example.com/v1"),
            ("https://hush:hush@api.example.com/v1", "https://…@api.example.com"),
            ("https://hush@api.example.com/hush?x", "https://…@api.example.com"),
            ("https://:hush@api.example.com/hush", "https://…@api.example.com"),
            ("ftp://api.example.com", "ftp://api.example.com"),
            // A password that contains a reserved character, with each likely typing error.
            ("https://user:hu/sh@host", "…"),
            ("https://user:12/hush@host", "…"),
            ("https://user:12\\hush@host", "…"),
            ("https://user:12/hush%40host", "…"),
            ("https://user:12/hush＠host", "…"),
            ("https://user:hush?@host", "…"),
            ("https://user:hush#@host", "…"),
            ("https://user:hush", "…"),
            ("https://user:hush%40host", "…"),
            ("https:user:hush@[host", "…"),
            ("user:hush@host", "…"),
            ("hush", "…"),
            ("hush/path", "…"),
            ("//user:hush@host", "…"),
            ("client:hush", "…"),
            ("mailto:hush@host", "…"),
            ("data:hush", "…"),
            ("", "…"),
        ] {
            assert_eq!(BaseUrl(text.to_owned()).printable(), shown, "{text}");
        }
    }
}
