//! Servers (OpenAPI 3.0.3, sections 4.7.5 and 4.7.6).

use indexmap::IndexMap;

use crate::openapi::document::json::object;

object! {
    Server {
        url: String = "url",
        description: String = "description",
        variables: IndexMap<String, ServerVariable> = "variables",
        /// The environment variable that overrides the server.
        env: Option<String> = "x-guestlist-env",
    }
}

impl ServerVariable {
    /// The allowed values: the listed ones, or the default.
    pub(crate) fn allowed(&self) -> &[String] {
        self.values.as_deref().unwrap_or(std::slice::from_ref(&self.default))
    }
}

object! {
    ServerVariable {
        default: String = "default",
        values: Option<Vec<String>> = "enum",
        description: String = "description",
        /// The environment variable that contains the value.
        env: Option<String> = "x-guestlist-env",
    }
}
