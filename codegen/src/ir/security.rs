//! Security schemes, and which operations require them.

use crate::rust::security::SchemeType;

/// A way to say who calls.
pub(crate) struct SecurityScheme {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) description: String,
    pub(crate) scheme_type: &'static SchemeType,
    /// The text that goes with the type: a name, or a token endpoint, which is a path of the API's server or a URL.
    pub(crate) text: String,
    /// The exchange of an id and a secret, where the type has one.
    pub(crate) exchange: Option<Exchange>,
    /// The method of the builder that takes a provider, where the type has one.
    pub(crate) provider: Option<String>,
    pub(crate) refresh: Option<Refresh>,
    /// The environment variables that hold the credential.
    pub(crate) env: Vec<String>,
}

/// The exchange of an id and a secret for tokens.
pub(crate) struct Exchange {
    /// The scopes that operations ask for, each once.
    pub(crate) scopes: Vec<String>,
    /// The method of the builder that takes a token.
    pub(crate) token: String,
}

/// The exchange of refresh tokens.
pub(crate) struct Refresh {
    /// The endpoint: a path of the API's server, or a URL.
    pub(crate) url: String,
    /// The method of the builder that takes a refresh token.
    pub(crate) method: String,
}

/// Who may call what.
pub(crate) struct SecurityRequirements {
    /// The sets of schemes that one operation or another takes, by index.
    pub(crate) all: Vec<Vec<usize>>,
    /// The sets that operations take unless they say otherwise.
    pub(crate) usual: Vec<Vec<usize>>,
    /// The operations that take others, by the names of their methods.
    pub(crate) own: Vec<(String, Vec<Vec<usize>>)>,
}
