//! The credentials fetched for an attempt, and adding them to a request.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderValue};

use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::platform::Request;
use crate::http::secret::Secret;
use crate::http::session::place::put;
use crate::http::token_provider::TokenProvider;

/// The credentials fetched for an attempt.
#[derive(Default)]
pub(super) struct Fetched {
    pub(super) token: Option<HeaderValue>,
    pub(super) provided: Vec<Provided>,
}

/// A credential from a provider.
pub(super) struct Provided {
    pub(super) provider: Arc<dyn TokenProvider>,
    pub(super) secret: Secret,
    pub(super) applied: AppliedCredential,
}

impl Fetched {
    pub(super) fn is_empty(&self) -> bool {
        self.token.is_none() && self.provided.is_empty()
    }

    /// Adds the fetched credentials to a request.
    pub(super) fn sign(&self, request: &mut Request) -> Result<(), InvalidRequest> {
        if let Some(token) = &self.token {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        self.provided.iter().try_for_each(|one| put(request, &one.applied))
    }
}
