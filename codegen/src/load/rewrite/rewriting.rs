//! One rewriting of a schema.

use serde_json::{Map, Value};

/// A rewriting of a schema, which sees outer schemas before those in them.
#[derive(Clone, Copy)]
pub struct Rewriting {
    /// Its name.
    pub name: &'static str,

    /// What it does.
    pub does: &'static str,

    pub(crate) run: fn(&mut Schema),
}

impl std::fmt::Debug for Rewriting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rewriting").field(&self.name).finish()
    }
}

/// The members of a schema.
pub(crate) type Schema = Map<String, Value>;

/// Whether a schema is this kind of thing only for readers.
pub(crate) fn is_annotation(name: &str) -> bool {
    let known = [
        "title",
        "description",
        "summary",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "default",
        "externalDocs",
        "xml",
        "nullable",
        "$comment",
        "$ref",
        "$id",
        "$anchor",
        "$schema",
        "$defs",
        "definitions",
    ];
    known.contains(&name) || name.starts_with("x-")
}
