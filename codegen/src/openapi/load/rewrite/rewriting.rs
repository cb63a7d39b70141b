//! One rewriting of a schema.

use serde_json::{Map, Value};

/// A rewriting of a schema. Outer schemas are rewritten before those in them.
#[derive(Clone, Copy)]
pub struct Rewriting {
    /// The name, in snake case.
    pub name: &'static str,

    /// The change that it makes, in a few words.
    pub does: &'static str,

    pub(crate) run: fn(&mut Schema),
}

impl std::fmt::Debug for Rewriting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rewriting").field(&self.name).finish()
    }
}

/// The properties of a schema object.
pub(crate) type Schema = Map<String, Value>;

/// Whether a keyword does not change which values a schema allows, but for `nullable`.
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
