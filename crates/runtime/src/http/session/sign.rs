//! The credentials of an operation, in its requests.
//!
//! In comes a request as the call has made it, out goes one that says who calls. Where the call has a
//! header, a cookie header or a query parameter of a credential's name, that credential is not sent.

use std::borrow::Cow;

use reqwest::Request;

use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::{add_cookie, add_to_query};
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
            match credential {
                AppliedCredential::Header(name, value) => {
                    request.headers_mut().entry(name).or_insert_with(|| value.clone());
                }
                AppliedCredential::Cookie(cookie) if !has_cookies => {
                    add_cookie(request.headers_mut(), cookie.expose()).map_err(|error| {
                        InvalidRequest::new("a cookie cannot be sent").with_source(error)
                    })?;
                }
                _ => {}
            }
        }
        self.sign_query(request, operation);
        Ok(())
    }

    /// Gives a request those of the operation's credentials that belong into its query, where it
    /// has none of that name.
    pub(super) fn sign_query(&self, request: &mut Request, operation: &'static str) {
        for credential in self.carried_by(operation) {
            if let AppliedCredential::Query(name, value) = credential {
                let known = |(key, _): (Cow<'_, str>, _)| escaped(&key) == *name;
                if !request.url().query_pairs().any(known) {
                    add_to_query(request, vec![(name.clone(), value.clone())]);
                }
            }
        }
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
