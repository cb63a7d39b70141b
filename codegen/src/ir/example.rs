//! The examples that a document contains.

use serde_json::Value;

use crate::ir::types::Type;

/// A body, or a value of a named schema, that the document shows.
pub(crate) struct Documented {
    /// What it is of, and what the document calls it, as the name of a file.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) value: Value,
}

/// A response that the document shows.
pub(crate) struct ShownResponse {
    /// The method of the client.
    pub(crate) operation: String,
    pub(crate) status: u16,
    /// Empty where the response has no body.
    pub(crate) media_type: String,
    pub(crate) body: String,
}
