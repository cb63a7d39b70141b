//! Security schemes, and which operations require them.

/// A way to say who calls.
pub(crate) struct SecurityScheme {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) description: String,
    pub(crate) scheme_type: SchemeType,
    /// The method of the builder that takes a provider, which HTTP Basic has none of.
    pub(crate) provider: Option<String>,
    pub(crate) refresh: Option<Refresh>,
    /// The environment variables that hold the credential.
    pub(crate) env: Vec<String>,
}

/// The exchange of refresh tokens.
pub(crate) struct Refresh {
    /// The endpoint: a path of the API's server, or a URL.
    pub(crate) url: String,
    /// The method of the builder that takes a refresh token.
    pub(crate) method: String,
}

pub(crate) enum SchemeType {
    Header(String),
    Query(String),
    Cookie(String),
    Bearer,
    Basic,
    ClientCredentials {
        /// The token endpoint: a path of the API's server, or a URL.
        url: String,
        /// The scopes that operations ask for, each once.
        scopes: Vec<String>,
        /// The method of the builder that takes a token.
        token: String,
    },
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
