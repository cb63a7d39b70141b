//! The credentials of an operation, in its requests.
//!
//! In comes a request as the call has made it, out goes one that says who calls. Where the call has a
//! header, a cookie header or a query parameter of a credential's name, that credential is not sent.

use std::borrow::Cow;

use reqwest::Request;
use reqwest::header::AUTHORIZATION;

use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::{add_cookie, add_to_query};
use crate::http::security::SchemeType;
use crate::http::session::Session;

impl Session {
    /// Gives a request those of the operation's credentials that are the same in each attempt; no cookie
    /// where the caller has given the whole header.
    pub(super) fn sign(
        &self,
        request: &mut Request,
        operation: &'static str,
        has_cookies: bool,
    ) -> Result<(), InvalidRequest> {
        for credential in self.carried_by(operation) {
            if !(has_cookies && matches!(credential, AppliedCredential::Cookie(_))) {
                put(request, credential)?;
            }
        }
        Ok(())
    }

    /// Gives a request those of the operation's credentials that belong into its query, where it
    /// has none of that name.
    pub(super) fn sign_query(
        &self,
        request: &mut Request,
        operation: &'static str,
    ) -> Result<(), InvalidRequest> {
        let mut in_query =
            self.carried_by(operation).filter(|one| matches!(one, AppliedCredential::Query(..)));
        in_query.try_for_each(|credential| put(request, credential))
    }

    /// The credentials that an operation's requests carry.
    pub(super) fn carried_by(
        &self,
        operation: &'static str,
    ) -> impl Iterator<Item = &AppliedCredential> {
        let chosen = self.0.own.get(operation).unwrap_or(&self.0.usual);
        chosen.iter().filter_map(|index| self.0.credentials.get(*index))
    }
}

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
            add_to_query(request, vec![(name.clone(), value.clone())]);
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
