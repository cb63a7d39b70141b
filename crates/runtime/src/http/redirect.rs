//! Redirects that a description lists: ordinary responses, which are not followed.

use std::fmt;

use reqwest::Url;

use crate::http::response::Response;

/// A redirect whose status the description lists as a response. The caller decides whether to follow it, and
/// with which credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect(Option<Box<Url>>);

impl Redirect {
    /// The redirect of a response.
    #[doc(hidden)]
    pub fn of(response: &Response) -> Self {
        Self(response.location().cloned().map(Box::new))
    }

    /// The URL in the header `Location`, resolved against that of the request (RFC 9110, section 10.2.2);
    /// none if the header is missing or is not a URL.
    pub fn location(&self) -> Option<&Url> {
        self.0.as_deref()
    }
}

/// Shows the URL without its query, which may contain a signature.
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
