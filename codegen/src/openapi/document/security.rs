//! Security schemes and requirements (OpenAPI 3.0.3, sections 4.7.27 to 4.7.30).

use indexmap::IndexMap;

use crate::openapi::document::json::object;

/// The schemes that a call has to use together, by name, each with its scopes.
pub(crate) type Requirement = IndexMap<String, Vec<String>>;

object! {
    /// A security scheme, or a reference to one.
    SecurityScheme {
        reference: Option<String> = "$ref",
        ty: String = "type",
        description: String = "description",
        /// Of the header, the query parameter or the cookie of an API key.
        name: String = "name",
        location: String = "in",
        /// Of HTTP authentication.
        scheme: String = "scheme",
        flows: Option<OauthFlows> = "flows",
        /// The environment variables that hold the credential.
        env: Vec<String> = "x-guestlist-env",
    }
}

object! {
    OauthFlows {
        client_credentials: Option<OauthFlow> = "clientCredentials",
    }
}

object! {
    OauthFlow {
        token_url: String = "tokenUrl",
        scopes: IndexMap<String, String> = "scopes",
    }
}
