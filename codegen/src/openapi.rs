//! OpenAPI as the specification defines it: files, syntax, locations, grammar, versions.
//!
//! This reads the files of a description into one document of OpenAPI 3.0, as JSON with the location of each
//! value ([`source`]), as objects of OpenAPI 3.0 with their pointers ([`document`]), and as written
//! ([`written`]). Only this module looks up keywords. Nothing is refused except unreadable files.

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
