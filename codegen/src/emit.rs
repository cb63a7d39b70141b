//! Rust code for an API.
//!
//! In go an [`Api`](crate::ir::api::Api) and its [names](crate::assign::RustNames), out comes the source of its
//! models, operations and client. Nothing here reads the document, and nothing here makes a name.

pub(crate) mod client;
pub(crate) mod model;
pub(crate) mod operation;
