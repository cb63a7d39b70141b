//! Rust as a target: identifiers, documentation, layout, and the Rust equivalents of a description's terms.
//!
//! Nothing here reads a document.

pub(crate) mod docs;
pub(crate) mod formats;
pub(crate) mod header;
pub(crate) mod layout;
pub(crate) mod names;
pub(crate) mod scope;
pub(crate) mod security;
