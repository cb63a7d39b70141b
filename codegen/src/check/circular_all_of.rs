//! No schema is part of itself by `allOf`.

use std::collections::HashMap;

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::graph::circles;
use crate::openapi::view::{View, name_of_reference};

pub(crate) const CHECK: Check = Check {
    code: "circular-all-of",
    rule: "What a schema is by `allOf` does not lead back to it.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let schemas: Vec<_> = view.named_schemas().collect();
    let index: HashMap<&str, usize> =
        schemas.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect();
    let edges = schemas.iter().map(|(_, schema)| {
        let mut parts = Vec::new();
        schema.members.get("allOf").into_iter().for_each(|all| collect(all, &mut parts));
        parts.extend(schema.text("$ref").and_then(|at| at.strip_prefix(PREFIX)));
        parts.into_iter().filter_map(|name| index.get(name).copied()).collect()
    });
    let edges: Vec<Vec<usize>> = edges.collect();
    let circles = circles(&edges);
    for ((name, schema), is_circular) in schemas.iter().zip(circles) {
        if is_circular && schema.members.contains_key("allOf") {
            problems.add(
                &schema.at("allOf"),
                format!("`{name}` is a part of itself"),
                "take one of the references on the way back out of its `allOf`",
            );
        }
    }
}

const PREFIX: &str = "#/components/schemas/";

/// The schemas that an `allOf` refers to, also by one that stands in it.
fn collect<'a>(all: &'a Value, parts: &mut Vec<&'a str>) {
    for part in all.as_array().into_iter().flatten() {
        parts.extend(name_of_reference(part));
        part.get("allOf").into_iter().for_each(|inner| collect(inner, parts));
    }
}
