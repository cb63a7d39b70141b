//! Rust as a target: identifiers, documentation, layout. Nothing here knows OpenAPI.

pub(crate) mod docs;
pub(crate) mod formats;
pub(crate) mod layout;
pub(crate) mod names;
pub(crate) mod scope;
