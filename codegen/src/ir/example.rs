//! The examples that a document contains.

use serde_json::Value;

use crate::ir::id::{ModelId, OperationId};
use crate::ir::types::Type;

/// A body, or a value of a named schema, that the document shows.
pub(crate) struct Documented {
    pub(crate) shown_in: ShownIn,
    /// What the document calls it, where it shows several there.
    pub(crate) name: Option<String>,
    pub(crate) ty: Type,
    pub(crate) value: Value,
}

/// Where a document shows a value.
#[derive(Clone, Debug)]
pub(crate) enum ShownIn {
    Request(OperationId),
    /// In a response, with its status as the document writes it.
    Response(OperationId, String),
    Schema(ModelId),
}

/// A response that the document shows.
pub(crate) struct ShownResponse {
    pub(crate) operation: OperationId,
    pub(crate) status: u16,
    /// Empty where the response has no body.
    pub(crate) media_type: String,
    pub(crate) body: String,
}
