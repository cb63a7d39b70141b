//! Redirects that a description lists: responses like others, which are not followed.

use std::fmt;

use reqwest::Url;

use crate::http::response::Response;

/// Where a response leads that redirects, for a status of which the description says that the API
/// answers it. Whether to go there, and with which credentials, is the caller's to say.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect(Option<Box<Url>>);

impl Redirect {
    /// The redirect of a response.
    #[doc(hidden)]
    pub fn of(response: &Response) -> Self {
        Self(response.location().cloned().map(Box::new))
    }

    /// The URL of the header `Location`, made whole by that of the request (RFC 9110, section 10.2.2);
    /// none where the header is missing, or is not a URL.
    pub fn location(&self) -> Option<&Url> {
        self.0.as_deref()
    }
}

/// Shows the URL without its query, which may hold a signature.
impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.0.clone();
        if let Some(url) = &mut shown {
            url.set_query(None);
        }
        let shown = shown.as_deref().map(Url::as_str);
        f.debug_tuple("Redirect").field(&shown).finish()
    }
}
