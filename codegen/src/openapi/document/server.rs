//! Servers (OpenAPI 3.0.3, sections 4.7.5 and 4.7.6).

use indexmap::IndexMap;

use crate::openapi::document::json::object;

object! {
    Server {
        url: String = "url",
        description: String = "description",
        variables: IndexMap<String, ServerVariable> = "variables",
        /// The environment variable that names another server.
        env: Option<String> = "x-guestlist-env",
    }
}

impl ServerVariable {
    /// The values that it can have: those that are listed, or the default.
    pub(crate) fn allowed(&self) -> &[String] {
        self.values.as_deref().unwrap_or(std::slice::from_ref(&self.default))
    }
}

object! {
    ServerVariable {
        default: String = "default",
        values: Option<Vec<String>> = "enum",
        description: String = "description",
        /// The environment variable that holds the value.
        env: Option<String> = "x-guestlist-env",
    }
}
