//! The security schemes of a description.

/// How a credential travels: an OpenAPI security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// What the builder's method is called.
    pub name: &'static str,

    /// Where the credential goes.
    pub scheme_type: SchemeType,

    /// The environment variables that the vendor's tools read it from: one, or for client
    /// credentials two, the id and the secret.
    pub variables: &'static [&'static str],
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeType {
    /// In a header of this name, in lower case.
    Header(&'static str),

    /// In the query, under this name.
    Query(&'static str),

    /// In a cookie of this name.
    Cookie(&'static str),

    /// In `Authorization`, after `Bearer`.
    Bearer,

    /// In `Authorization`, after `Basic`: a name and a password (RFC 7617).
    Basic,

    /// To a token endpoint, which gives bearer tokens for it (RFC 6749, section 4.4).
    ClientCredentials {
        /// The path or URL of the endpoint.
        url: &'static str,

        /// The scopes that operations ask for.
        scopes: &'static [&'static str],
    },
}
