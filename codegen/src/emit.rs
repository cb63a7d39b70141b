//! Rust code for an API.
//!
//! In goes an [`Api`](crate::ir::api::Api), out comes the source of its models, operations and client. Nothing
//! here reads the document, and nothing here names a file.

pub(crate) mod client;
pub(crate) mod model;
pub(crate) mod operation;
