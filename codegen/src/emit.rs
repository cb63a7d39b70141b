//! Rust code for an API.
//!
//! It takes an [`Api`](crate::ir::api::Api) and its [names](crate::assign::RustNames), and returns the source
//! of the models, operations and client. It never reads the document, and never makes a name.

pub(crate) mod client;
pub(crate) mod model;
pub(crate) mod operation;
