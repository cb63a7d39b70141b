//! OpenAPI as the specification has it: files, syntax, locations, grammar.
//!
//! In go the files of a description, out comes a value whose every location is known. Nothing here
//! knows Rust, and nothing is refused beyond what cannot be read.

pub(crate) mod chains;
pub(crate) mod document;
pub(crate) mod folder;
pub(crate) mod grammar;
pub(crate) mod header;
pub(crate) mod media_type;
pub(crate) mod pointer;
pub(crate) mod server;
pub(crate) mod source;
pub(crate) mod syntax;
pub(crate) mod value;
pub(crate) mod view;
pub(crate) mod visit;
