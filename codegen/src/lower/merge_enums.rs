//! A union of enums becomes an enum.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;
use crate::openapi::document::schema::{JsonType, Schema};

pub(crate) const PASS: Pass = Pass {
    name: "merge_enums",
    does: "makes one enum of a union whose variants are all enums without names",
    run,
};

fn run(draft: &mut Draft) {
    every_schema(draft, &mut merge);
}

fn merge(schema: &mut Schema) {
    let Some(variants) = &schema.one_of else { return };
    if !variants.iter().all(|variant| variant.strings().is_some()) {
        return;
    }
    let mut values: IndexSet<&str> = IndexSet::new();
    let mut meanings = IndexMap::new();
    for variant in variants {
        for value in variant.strings().unwrap_or_default() {
            if !variant.description.is_empty() {
                meanings.insert(value.to_owned(), variant.description.clone());
            }
            values.insert(value);
        }
    }
    let values = values.into_iter().map(Value::from).collect();
    if !meanings.is_empty() {
        schema.meanings = meanings;
    }
    schema.one_of = None;
    schema.discriminator = None;
    schema.ty = Some(JsonType::String);
    schema.values = Some(values);
}
