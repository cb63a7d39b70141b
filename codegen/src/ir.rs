//! An API as types: the intermediate representation between lowering and code.
//!
//! It contains only types and methods that query them. `lower` makes the types, `assign` names them, `emit`
//! and `package` read them. Names are those of the document: items refer to one another by id.

pub(crate) mod api;
pub(crate) mod body;
pub(crate) mod example;
pub(crate) mod id;
pub(crate) mod model;
pub(crate) mod operation;
pub(crate) mod response;
pub(crate) mod security;
pub(crate) mod server;
pub(crate) mod shape;
pub(crate) mod style;
pub(crate) mod types;
