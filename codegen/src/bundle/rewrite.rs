//! The rewritings of a schema into the words of OpenAPI 3.0: a file each.

mod add_null;
mod derive_type;
mod drop_constraints;
mod fill_booleans;
mod list_constant;
mod name_content;
mod number_bounds;
mod pick_example;
mod split_types;
mod unite_tuple;
mod wrap_reference;

use serde_json::{Map, Value};

/// A rewriting of a schema, which sees outer schemas before those in them.
#[derive(Clone, Copy)]
pub struct Rewriting {
    /// Its name.
    pub name: &'static str,

    /// What it does.
    pub does: &'static str,

    run: fn(&mut Schema),
}

impl std::fmt::Debug for Rewriting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rewriting").field(&self.name).finish()
    }
}

/// The members of a schema.
type Schema = Map<String, Value>;

/// All rewritings, in their order.
pub fn rewritings() -> &'static [Rewriting] {
    &[
        wrap_reference::REWRITING,
        fill_booleans::REWRITING,
        list_constant::REWRITING,
        add_null::REWRITING,
        unite_tuple::REWRITING,
        number_bounds::REWRITING,
        pick_example::REWRITING,
        name_content::REWRITING,
        drop_constraints::REWRITING,
        split_types::REWRITING,
        derive_type::REWRITING,
    ]
}

/// Rewrites a schema, but not those in it.
pub(super) fn rewrite(schema: &mut Schema, is_later: bool) {
    if !is_later && schema.contains_key("$ref") {
        // In 3.0 nothing beside a reference means anything, but for words about this use of it.
        schema.retain(|name, _| is_annotation(name));
    }
    for rewriting in rewritings() {
        (rewriting.run)(schema);
    }
}

/// Whether a schema is this kind of thing only for readers.
fn is_annotation(name: &str) -> bool {
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
