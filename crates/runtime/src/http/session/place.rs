//! The place of a credential in a request.

use std::borrow::Cow;

use reqwest::header::AUTHORIZATION;

use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::{add_cookie, add_to_url};
use crate::http::platform::Request;
use crate::http::security::SchemeType;

/// Gives a request a credential that is a text, where it has none in that place.
pub(super) fn put(
    request: &mut Request,
    credential: &AppliedCredential,
) -> Result<(), InvalidRequest> {
    match credential {
        AppliedCredential::Header(name, value) => {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        AppliedCredential::Cookie(cookie) => {
            add_cookie(request.headers_mut(), cookie.expose()).map_err(|error| {
                InvalidRequest::new("a cookie cannot be sent").with_source(error)
            })?;
        }
        AppliedCredential::Query(name, value) if !has_parameter(request, name) => {
            add_to_url(request.url_mut(), &format!("{name}={value}"));
        }
        _ => {}
    }
    Ok(())
}

/// Whether the caller has given a request its own credential in the place of one of this type.
pub(super) fn has_own(request: &Request, scheme_type: SchemeType, has_cookies: bool) -> bool {
    match scheme_type {
        SchemeType::Header(name) => request.headers().contains_key(name),
        SchemeType::Query(name) => has_parameter(request, &escaped(name)),
        SchemeType::Cookie(_) => has_cookies,
        SchemeType::Bearer | SchemeType::Basic | SchemeType::ClientCredentials { .. } => {
            request.headers().contains_key(AUTHORIZATION)
        }
    }
}

/// Whether the query of a request has a parameter of this name, which is escaped.
fn has_parameter(request: &Request, name: &str) -> bool {
    request.url().query_pairs().any(|(key, _): (Cow<'_, str>, _)| escaped(&key) == name)
}
