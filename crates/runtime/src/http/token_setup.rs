//! Where the tokens of a client come from, and how they are asked for.

use crate::http::base_url::BaseUrl;
use crate::http::link::is_same_origin;
use crate::http::masking::Secrets;
use crate::http::setup_error::SetupError;

/// How tokens are asked for, where it is said otherwise.
#[derive(Clone, Default)]
pub(crate) struct TokenOptions {
    /// The scopes in place of those that operations ask for.
    pub(crate) scopes: Option<Vec<String>>,
    /// Whether id and secret travel as HTTP Basic has them, and not in the form.
    pub(crate) is_basic: bool,
}

/// What a client that is being made says of all its tokens.
pub(crate) struct TokenSetup<'a> {
    /// Where the API is, without a slash at the end.
    pub(crate) base_url: &'a str,
    /// Whether the caller gave that, and the description does not have it.
    pub(crate) is_own_url: bool,
    /// Where the caller says that tokens come from.
    pub(crate) token_url: Option<&'a BaseUrl>,
    pub(crate) options: &'a TokenOptions,
    /// Where tokens become known, so that they are not shown.
    pub(crate) secrets: &'a Secrets,
}

impl TokenSetup<'_> {
    /// Where client credentials are exchanged. A description may name an endpoint anywhere; but a
    /// caller who has the API elsewhere, such as in a test, does not want the credentials to go
    /// there, and has to say where they may.
    pub(crate) fn endpoint(&self, described: &str) -> Result<String, SetupError> {
        if let Some(own) = self.token_url {
            return own.endpoint().map(String::from);
        }
        if !described.contains("://") {
            return Ok(format!("{}/{}", self.base_url, described.trim_start_matches('/')));
        }
        let endpoint = BaseUrl(described.to_owned()).endpoint()?;
        let base = BaseUrl(self.base_url.to_owned()).endpoint()?;
        if self.is_own_url && !is_same_origin(&endpoint, &base) {
            let reason = "the description has it at another origin than the base URL that was given; \
                          say with `token_url` where the credentials may go";
            return Err(SetupError::TokenUrl {
                url: described.to_owned(),
                reason: reason.to_owned(),
            });
        }
        Ok(endpoint.into())
    }
}
