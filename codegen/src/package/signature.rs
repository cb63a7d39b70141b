//! The operations with their names in code: methods, arguments and types.
//!
//! It lists the names of the lowered API for callers, such as a test. The generated files do not contain it.

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::{ResponseVariant, Success};
use crate::ir::types::Type;
use crate::openapi::status::Status;

/// An operation. Types are written as at the root of the crate: `models::Guest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its `operationId`.
    pub id: String,

    /// The module of its builder and its errors.
    pub module: String,

    /// The method of the client.
    pub method: String,

    /// Its parameters, except those with a single value.
    pub arguments: Vec<Argument>,

    /// The type of its body; none if it has no body, or one that is not JSON.
    pub body: Option<String>,

    /// The type of its response; none if that is empty, or not JSON.
    pub success: Option<String>,

    /// The type of its errors.
    pub error: String,

    /// The statuses of errors that have a JSON body, each with its type.
    pub errors: Vec<(u16, String)>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name in the document.
    pub name: String,

    /// The method of the builder that sets it.
    pub method: String,

    /// Its type.
    pub rust: String,
}

/// All operations, in the document's order.
pub(crate) fn signatures(api: &Api, names: &RustNames) -> Vec<Signature> {
    let signature = |operation: &Operation| {
        let OperationNames { method, error, .. } = names.operation(operation.id);
        let module = names.module(operation.tag).to_string();
        let body = operation.body.as_ref().and_then(|body| body.media_types.first());
        let success = match operation.success() {
            Success::Body(content) | Success::Maybe(content) => json(names, content),
            Success::Nothing | Success::ByStatus(_) => None,
        };
        Signature {
            id: operation.name.clone(),
            method: method.to_string(),
            arguments: operation.parameters.iter().map(|one| argument(names, one)).collect(),
            body: body.and_then(|one| json(names, &one.content)),
            success,
            error: format!("{module}::{error}"),
            errors: operation.errors.iter().filter_map(|one| of_error(names, one)).collect(),
            module,
        }
    };
    api.operations.iter().map(signature).collect()
}

fn argument(names: &RustNames, parameter: &Parameter) -> Argument {
    Argument {
        name: parameter.wire.clone(),
        method: names.parameter(parameter.id).to_string(),
        rust: written(names, &parameter.ty),
    }
}

fn of_error(names: &RustNames, response: &ResponseVariant) -> Option<(u16, String)> {
    match (response.status, &response.content) {
        (Status::Exactly(status), Some(content)) => Some((status, json(names, content)?)),
        _ => None,
    }
}

fn json(names: &RustNames, content: &Content) -> Option<String> {
    match content {
        Content::Json(ty) => Some(written(names, ty)),
        _ => None,
    }
}

fn written(names: &RustNames, ty: &Type) -> String {
    plain_type(names, ty).to_string().replace(' ', "")
}
