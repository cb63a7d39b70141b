//! The credentials that are fetched for an attempt: tokens, and credentials of the caller's providers.

use std::sync::Arc;

use crate::http::credential::{AppliedCredential, Credential, applied};
use crate::http::invalid_request::InvalidRequest;
use crate::http::rate_limit::asked_wait;
use crate::http::security::SecurityScheme;
use crate::http::send_error::AttemptError;
use crate::http::sender::Sender;
use crate::http::session::Session;
use crate::http::session::call::Call;
use crate::http::session::fetched::{Fetched, Provided};
use crate::http::session::place::has_own;
use crate::http::token::TokenError;
use crate::http::token_provider::TokenProvider;
use crate::http::transport::Reason;

impl Session {
    /// Fetches the credentials of an operation that may differ in each attempt. The call already knows of
    /// token failures up to this number.
    pub(super) async fn fetch(
        &self,
        sender: &Sender,
        call: &Call,
        known: Option<u64>,
    ) -> Result<Fetched, AttemptError> {
        let mut fetched = Fetched::default();
        for credential in self.carried_by(call.operation) {
            match credential {
                AppliedCredential::Token(source) if !call.has_authorization => {
                    // Boxed, because most calls need no token.
                    let header = Box::pin(source.header(sender, known)).await;
                    let header = header.map_err(|error| self.without_token(call, error))?;
                    fetched.token = Some(header);
                }
                AppliedCredential::Provided(scheme, provider)
                    if !has_own(&call.request, scheme.scheme_type, call.has_cookies) =>
                {
                    fetched.provided.push(self.provided(*scheme, provider.clone()).await?);
                }
                _ => {}
            }
        }
        Ok(fetched)
    }

    async fn provided(
        &self,
        scheme: SecurityScheme,
        provider: Arc<dyn TokenProvider>,
    ) -> Result<Provided, AttemptError> {
        let secret = provider.token().await;
        let secret = secret.map_err(|error| Reason::Provider(scheme.name, error))?;
        self.0.secrets.add(secret.clone());
        let credential = Credential { scheme, id: None, secret: secret.clone() };
        let applied = applied(scheme.scheme_type, &credential).map_err(|error| {
            AttemptError::InvalidRequest(InvalidRequest::new(error.to_string()))
        })?;
        Ok(Provided { provider, secret, applied })
    }

    /// Reports that the server responded to the fetched credentials with 401.
    pub(super) async fn refuse(&self, fetched: &Fetched) {
        for one in &fetched.provided {
            one.provider.refused(&one.secret);
        }
        let Some(token) = &fetched.token else { return };
        for credential in &self.0.credentials {
            if let AppliedCredential::Token(source) = credential {
                source.forget(token).await;
            }
        }
    }

    /// The reason why there is no token. A 429 of the token endpoint holds the other calls, like a 429 of the
    /// API.
    fn without_token(&self, call: &Call, error: Arc<TokenError>) -> Reason {
        if let Some((status, headers)) = error.busy()
            && status.as_u16() == 429
            && let Some(wait) = asked_wait(status, headers, &self.0.rate_limit)
        {
            self.0.hold.begin(wait, call.timeout);
        }
        Reason::Token(error)
    }
}
