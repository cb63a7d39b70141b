//! The rewritings of a schema into the keywords of OpenAPI 3.0, one file per rewriting.

pub(crate) mod add_null;
pub(crate) mod derive_type;
pub(crate) mod drop_constraints;
pub(crate) mod fill_booleans;
pub(crate) mod list_constant;
pub(crate) mod name_content;
pub(crate) mod number_bounds;
pub(crate) mod pick_example;
pub(crate) mod rewriting;
pub(crate) mod split_types;
pub(crate) mod unite_tuple;
pub(crate) mod wrap_reference;

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

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
pub(crate) fn rewrite(schema: &mut Schema, is_later: bool) {
    if !is_later && schema.contains_key("$ref") {
        // In 3.0 nothing beside a reference has a meaning; annotations are kept nevertheless.
        schema.retain(|name, _| is_annotation(name));
    }
    for rewriting in rewritings() {
        (rewriting.run)(schema);
    }
}
