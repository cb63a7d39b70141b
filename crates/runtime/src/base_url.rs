//! The URL that an API is at.

use std::fmt;

use reqwest::Url;

use crate::SetupError;

/// A base URL as the caller gave it. `Debug` leaves out what may be secret in it.
#[derive(Clone)]
pub(crate) struct BaseUrl(pub(crate) String);

impl BaseUrl {
    /// The URL without a slash at the end, if it can be called.
    pub(crate) fn checked(&self) -> Result<String, SetupError> {
        let wrong =
            |reason: &str| SetupError::BaseUrl { url: self.printable(), reason: reason.to_owned() };
        if self.0.is_empty() {
            return Err(wrong("none was given: the description does not say where the API is"));
        }
        let url = Url::parse(&self.0).map_err(|error| wrong(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("it begins with neither https:// nor http://"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("it has a query or a fragment"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it has a user name or a password in it"));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }

    /// The text without user name, password, query and fragment. It may be no URL at all, so it is
    /// cut as text; where a password may hold the `?`, nothing is left.
    fn printable(&self) -> String {
        let (before, after) = match self.0.find(['?', '#']) {
            Some(at) => self.0.split_at(at),
            None => (self.0.as_str(), ""),
        };
        match before.rsplit_once('@') {
            _ if after.contains('@') => "…".to_owned(),
            Some((_, host)) => format!("…@{host}"),
            None => before.to_owned(),
        }
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.printable(), f)
    }
}
