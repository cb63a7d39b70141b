//! An API as types: the intermediate representation between lowering and code.
//!
//! There are only types here, and methods that tell about themselves. `lower` makes them, `assign` names them,
//! `emit` and `package` read them. Names are those of the document: a part refers to another by its id.

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
