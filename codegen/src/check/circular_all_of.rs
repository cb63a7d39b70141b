//! The `allOf` of a schema does not lead back to the schema.

use std::collections::HashMap;

use crate::check::rule::{Check, Problems, Scope};
use crate::graph::circles;
use crate::openapi::description::Description;
use crate::openapi::document::schema::Schema;

pub(crate) const CHECK: Check = Check {
    code: "circular-all-of",
    rule: "The `allOf` of a schema does not lead back to the schema.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let schemas = &description.document.components.schemas;
    let index: HashMap<&str, usize> =
        schemas.keys().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let edges = schemas.values().map(|schema| {
        let mut names = Vec::from_iter(schema.referred());
        collect(schema, &mut names);
        names.into_iter().filter_map(|name| index.get(name).copied()).collect()
    });
    let edges: Vec<Vec<usize>> = edges.collect();
    let circles = circles(&edges);
    for ((name, schema), is_circular) in schemas.iter().zip(circles) {
        if is_circular && schema.all_of.is_some() {
            problems.add(
                &schema.pointer.property("allOf"),
                format!("the `allOf` of `{name}` leads back to `{name}`"),
                "remove one of the references of the circle",
            );
        }
    }
}

/// Collects the names of the schemas that the `allOf` of a schema refers to, including a nested `allOf`.
fn collect<'a>(schema: &'a Schema, names: &mut Vec<&'a str>) {
    for inner in schema.all_of() {
        names.extend(inner.referred());
        collect(inner, names);
    }
}
