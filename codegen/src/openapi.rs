//! OpenAPI as the specification has it: files, syntax, locations, grammar, versions.
//!
//! In go the files of a description, out comes one document of OpenAPI 3.0, as JSON with the location
//! of each value ([`source`]), as objects of OpenAPI 3.0 with their pointers ([`document`]), and as it is
//! written ([`written`]). Keywords are looked up here and nowhere else. Nothing is refused beyond what cannot be read.

pub(crate) mod chains;
pub(crate) mod concern;
pub(crate) mod description;
pub(crate) mod document;
pub(crate) mod folder;
pub(crate) mod grammar;
pub(crate) mod later;
pub(crate) mod load;
pub(crate) mod media_type;
pub(crate) mod origins;
pub(crate) mod overlay;
pub(crate) mod path_template;
pub(crate) mod pointer;
pub(crate) mod rule;
pub(crate) mod source;
pub(crate) mod status;
pub(crate) mod subset;
pub(crate) mod syntax;
pub(crate) mod uses;
pub(crate) mod value;
pub(crate) mod visit;
pub(crate) mod written;
