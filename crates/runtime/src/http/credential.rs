//! The credentials of a client, and those of its session.
//!
//! It never depends on the types of security schemes: [`security`](crate::http::security) does.

use std::sync::Arc;

use crate::http::applied_credential::AppliedCredential;
use crate::http::secret::Secret;
use crate::http::security::SecurityScheme;
use crate::http::setup_error::SetupError;
use crate::http::token::TokenSource;
use crate::http::token_provider::TokenProvider;

/// A secret for a security scheme, with its name if there is one. For client credentials, a secret without a
/// name is an existing token.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: SecurityScheme,
    pub(crate) id: Option<String>,
    pub(crate) secret: Secret,
}

impl Credential {
    pub(crate) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    /// The credential as requests send it.
    ///
    /// # Errors
    ///
    /// If it is empty, or cannot be sent.
    pub(crate) fn apply(&self) -> Result<AppliedCredential, SetupError> {
        let applied = self.scheme.scheme_type.apply(self.id(), &self.secret);
        applied.map_err(unsendable(self.scheme))
    }
}

/// A credential of a session: the value that requests send, or its source.
pub(crate) enum SessionCredential {
    /// A value that is the same in each request.
    Applied(AppliedCredential),
    Token(Arc<TokenSource>),
    /// A provider that is called before each attempt.
    Provided(SecurityScheme, Arc<dyn TokenProvider>),
}

impl SessionCredential {
    /// Whether it is sent in the URL.
    pub(crate) fn is_in_query(&self) -> bool {
        match self {
            Self::Applied(applied) => matches!(applied, AppliedCredential::Query(..)),
            Self::Token(_) => false,
            Self::Provided(scheme, _) => scheme.scheme_type.is_in_query(),
        }
    }
}

/// Makes an error from the reason why a credential of a scheme cannot be sent.
pub(crate) fn unsendable(scheme: SecurityScheme) -> impl FnOnce(&'static str) -> SetupError {
    move |reason| SetupError::Credential { scheme, reason }
}
