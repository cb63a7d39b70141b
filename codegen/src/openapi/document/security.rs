//! Security schemes and requirements (OpenAPI 3.0.3, sections 4.7.27 to 4.7.30).

use indexmap::IndexMap;

use crate::openapi::document::json::object;
use crate::rust::security::Described;

/// The schemes that a call must use together, by name, each with its scopes.
pub(crate) type Requirement = IndexMap<String, Vec<String>>;

object! {
    /// A security scheme, or a reference to one.
    SecurityScheme {
        reference: Option<String> = "$ref",
        ty: String = "type",
        description: String = "description",
        /// The name of the header, the query parameter or the cookie of an API key.
        name: String = "name",
        location: String = "in",
        /// The scheme of HTTP authentication.
        scheme: String = "scheme",
        flows: Option<OauthFlows> = "flows",
        /// The environment variables that contain the credential.
        env: Vec<String> = "x-guestlist-env",
    }
}

object! {
    OauthFlows {
        client_credentials: Option<OauthFlow> = "clientCredentials",
        authorization_code: Option<OauthFlow> = "authorizationCode",
        password: Option<OauthFlow> = "password",
        device_authorization: Option<OauthFlow> = "deviceAuthorization",
    }
}

object! {
    OauthFlow {
        token_url: String = "tokenUrl",
        refresh_url: String = "refreshUrl",
        scopes: IndexMap<String, String> = "scopes",
    }
}

impl SecurityScheme {
    /// The scheme, for the table of scheme types.
    pub(crate) fn described(&self) -> Described<'_> {
        let flow = self.flows.as_ref().and_then(|flows| flows.client_credentials.as_ref());
        Described {
            ty: &self.ty,
            location: &self.location,
            name: &self.name,
            scheme: &self.scheme,
            token_url: flow.map(|flow| flow.token_url.as_str()),
        }
    }
}

impl OauthFlows {
    /// The endpoint that exchanges refresh tokens, if a flow issues them.
    pub(crate) fn refresh_endpoint(&self) -> Option<&str> {
        let flows = [&self.authorization_code, &self.password, &self.device_authorization];
        let mut endpoints = flows.into_iter().flatten().map(OauthFlow::refresh_endpoint);
        endpoints.find(|url| !url.is_empty())
    }
}

impl OauthFlow {
    /// The endpoint for refresh tokens; the token endpoint if the flow names no other (OpenAPI 3.0.3, section
    /// 4.7.29).
    fn refresh_endpoint(&self) -> &str {
        if self.refresh_url.is_empty() { &self.token_url } else { &self.refresh_url }
    }
}
