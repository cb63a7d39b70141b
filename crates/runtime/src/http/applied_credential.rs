//! A credential as requests send it.
//!
//! It takes a request, and adds the credential unless the request already has one in that location. It never
//! knows the scheme of the credential.

use std::borrow::Cow;

use reqwest::header::{HeaderName, HeaderValue};

use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::{add_cookie, add_to_url};
use crate::http::platform::Request;
use crate::http::secret::Secret;

/// A credential as requests send it.
pub(crate) enum AppliedCredential {
    Header(HeaderName, HeaderValue),
    /// An escaped name and an escaped value.
    Query(String, String),
    Cookie(Secret),
}

impl AppliedCredential {
    /// Adds it to a request without one in its location.
    pub(crate) fn sign(&self, request: &mut Request) -> Result<(), InvalidRequest> {
        match self {
            Self::Header(name, value) => {
                request.headers_mut().entry(name).or_insert_with(|| value.clone());
            }
            Self::Cookie(cookie) => {
                add_cookie(request.headers_mut(), cookie.expose()).map_err(|error| {
                    InvalidRequest::new("a cookie cannot be sent").with_source(error)
                })?;
            }
            Self::Query(name, value) if !has_parameter(request, name) => {
                add_to_url(request.url_mut(), &format!("{name}={value}"));
            }
            Self::Query(..) => {}
        }
        Ok(())
    }
}

/// Whether the query of a request has a parameter with this escaped name.
pub(crate) fn has_parameter(request: &Request, name: &str) -> bool {
    request.url().query_pairs().any(|(key, _): (Cow<'_, str>, _)| escaped(&key) == name)
}
