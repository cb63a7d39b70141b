//! The `allOf` of a schema does not lead back to the schema.

use std::collections::HashMap;

use crate::check::rule::{Check, Problems, Scope};
use crate::graph::circles;
use crate::openapi::view::View;
use crate::openapi::view::schema::SchemaView;

pub(crate) const CHECK: Check = Check {
    code: "circular-all-of",
    rule: "The `allOf` of a schema does not lead back to the schema.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let schemas: Vec<_> = view.named_schemas().collect();
    let index: HashMap<&str, usize> =
        schemas.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect();
    let edges = schemas.iter().map(|(_, schema)| {
        let mut names = Vec::from_iter(schema.referred());
        collect(schema.object, &mut names);
        names.into_iter().filter_map(|name| index.get(name).copied()).collect()
    });
    let edges: Vec<Vec<usize>> = edges.collect();
    let circles = circles(&edges);
    for ((name, schema), is_circular) in schemas.iter().zip(circles) {
        if is_circular && schema.has_all_of() {
            problems.add(
                &schema.at("allOf"),
                format!("the `allOf` of `{name}` leads back to `{name}`"),
                "remove one of the references of the circle",
            );
        }
    }
}

/// Collects the names of the schemas that the `allOf` of a schema refers to, with those of an `allOf`
/// in it.
fn collect<'a>(schema: SchemaView<'a>, names: &mut Vec<&'a str>) {
    for inner in schema.all_of() {
        names.extend(inner.referred());
        collect(inner, names);
    }
}
