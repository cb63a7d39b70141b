//! The parts of large documents.

use serde_json::{Map, Value, json};

/// A name that becomes the same in Rust as all others of its kind, and is no longer than they are.
pub(super) fn same(n: usize) -> String {
    let signs = (0..16).map(|bit| if n >> bit & 1 == 1 { '-' } else { '_' });
    format!("a{}b", signs.collect::<String>())
}

pub(super) fn numbered(word: &str, n: usize) -> Vec<String> {
    (0..n).map(|n| format!("{word}{n}")).collect()
}

pub(super) fn each(n: usize, member: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..n).map(member).collect()
}

pub(super) fn reference(group: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{group}/{name}") })
}

pub(super) fn parameter(name: &str) -> Value {
    json!({ "name": name, "in": "query", "schema": { "type": "string" } })
}

pub(super) fn document(paths: Value, components: Value) -> Value {
    json!({ "openapi": "3.0.3", "info": { "title": "Guests", "version": "1" }, "paths": paths, "components": components })
}

/// A document of one schema.
pub(super) fn schema(schema: Value) -> Value {
    document(json!({}), json!({ "schemas": { "A": schema } }))
}

pub(super) fn operations(
    n: usize,
    name: impl Fn(usize) -> String,
    tag: impl Fn(usize) -> String,
) -> Value {
    let paths = each(n, |n| {
        let mut operation =
            json!({ "tags": [tag(n)], "responses": { "204": { "description": "" } } });
        if !name(n).is_empty() {
            operation["operationId"] = name(n).into();
        }
        (format!("/a{n}"), json!({ "get": operation }))
    });
    document(paths.into(), json!({}))
}
