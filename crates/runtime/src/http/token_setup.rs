//! Setup of a client's tokens: the endpoint and the options.

use crate::http::base_url::BaseUrl;
use crate::http::link::is_same_origin;
use crate::http::masking::Secrets;
use crate::http::setup_error::SetupError;

/// The caller's options for requesting tokens.
#[derive(Clone, Default)]
pub(crate) struct TokenOptions {
    /// The scopes in place of those that operations require.
    pub(crate) scopes: Option<Vec<String>>,
    /// Whether id and secret are sent with HTTP Basic instead of in the form.
    pub(crate) is_basic: bool,
}

/// The settings of a client under construction for all its tokens.
pub(crate) struct TokenSetup<'a> {
    /// The URL of the API, without a slash at the end.
    pub(crate) base_url: &'a str,
    /// Whether the caller set that URL, and the description does not have it.
    pub(crate) is_own_url: bool,
    /// The token endpoint set by the caller.
    pub(crate) token_url: Option<&'a BaseUrl>,
    pub(crate) options: &'a TokenOptions,
    /// The secrets to which tokens are added, so that they are masked.
    pub(crate) secrets: &'a Secrets,
}

impl TokenSetup<'_> {
    /// The endpoint for client credentials. A description may name an endpoint anywhere. But a caller who
    /// uses the API at another URL, such as in a test, does not want the credentials to go there, and must
    /// set the endpoint.
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
