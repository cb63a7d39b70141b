//! The credentials of an operation, in its requests.
//!
//! In comes a request as the call has made it, out goes one that says who calls. Where the call has a
//! header, a cookie header or a query parameter of a credential's name, that credential is not sent.

use crate::http::applied_credential::AppliedCredential;
use crate::http::credential::SessionCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::platform::Request;
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
                SessionCredential::Applied(AppliedCredential::Cookie(_)) if has_cookies => {}
                SessionCredential::Applied(applied) => applied.sign(request)?,
                SessionCredential::Token(_) | SessionCredential::Provided(..) => {}
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
        for credential in self.carried_by(operation) {
            if let SessionCredential::Applied(applied @ AppliedCredential::Query(..)) = credential {
                applied.sign(request)?;
            }
        }
        Ok(())
    }

    /// The credentials that an operation's requests carry.
    pub(super) fn carried_by(
        &self,
        operation: &'static str,
    ) -> impl Iterator<Item = &SessionCredential> {
        let own = &self.0.own;
        let chosen = match own.binary_search_by_key(&operation, |(operation, _)| operation) {
            Ok(index) => own.get(index).map_or(&self.0.usual, |(_, chosen)| chosen),
            Err(_) => &self.0.usual,
        };
        chosen.iter().filter_map(|index| self.0.credentials.get(*index))
    }
}
