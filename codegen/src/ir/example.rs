//! The examples that a document contains.

use serde_json::Value;

use crate::ir::id::{ModelId, OperationId};
use crate::ir::types::Type;

/// An example of a body, or of a named schema.
pub(crate) struct Documented {
    pub(crate) shown_in: ShownIn,
    /// Its name in the document, if there are several examples in that location.
    pub(crate) name: Option<String>,
    pub(crate) ty: Type,
    pub(crate) value: Value,
}

/// The location of an example in the document.
#[derive(Clone, Debug)]
pub(crate) enum ShownIn {
    Request(OperationId),
    /// In a response, with the status as written in the document.
    Response(OperationId, String),
    Schema(ModelId),
}

/// An example of a response.
pub(crate) struct ShownResponse {
    pub(crate) operation: OperationId,
    pub(crate) status: u16,
    /// Empty if the response has no body.
    pub(crate) media_type: String,
    pub(crate) body: String,
}
