//! Adding the credentials of an operation to its requests.
//!
//! If the call itself has a header, a cookie header or a query parameter with the name of a credential, that
//! credential is not sent.

use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::platform::Request;
use crate::http::session::Session;
use crate::http::session::place::put;

impl Session {
    /// Adds the operation's credentials that are the same in each attempt; no cookie if the caller has set
    /// the whole header.
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

    /// Adds the operation's credentials that belong in the query, unless the query already has a parameter
    /// with the same name.
    pub(super) fn sign_query(
        &self,
        request: &mut Request,
        operation: &'static str,
    ) -> Result<(), InvalidRequest> {
        let mut in_query =
            self.carried_by(operation).filter(|one| matches!(one, AppliedCredential::Query(..)));
        in_query.try_for_each(|credential| put(request, credential))
    }

    /// The credentials of an operation's requests.
    pub(super) fn carried_by(
        &self,
        operation: &'static str,
    ) -> impl Iterator<Item = &AppliedCredential> {
        let own = &self.0.own;
        let chosen = match own.binary_search_by_key(&operation, |(operation, _)| operation) {
            Ok(index) => own.get(index).map_or(&self.0.usual, |(_, chosen)| chosen),
            Err(_) => &self.0.usual,
        };
        chosen.iter().filter_map(|index| self.0.credentials.get(*index))
    }
}
