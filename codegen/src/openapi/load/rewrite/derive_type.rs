//! A schema without a type gets the one that its other keywords show.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "derive_type",
    does: "writes the type that properties, items or listed values show",
    run,
};

fn run(schema: &mut Schema) {
    let is_told =
        ["type", "$ref", "oneOf", "anyOf", "allOf"].iter().any(|name| schema.contains_key(*name));
    if is_told {
        return;
    }
    let values = schema.get("enum").and_then(Value::as_array);
    let all = |is: fn(&Value) -> bool| {
        values.is_some_and(|values| {
            let mut listed = values.iter().filter(|value| !value.is_null()).peekable();
            listed.peek().is_some() && listed.all(is)
        })
    };
    let ty = if schema.contains_key("properties") || schema.contains_key("additionalProperties") {
        "object"
    } else if schema.contains_key("items") {
        "array"
    } else if all(Value::is_string) {
        "string"
    } else if all(|value| value.is_i64() || value.is_u64()) {
        "integer"
    } else if all(Value::is_boolean) {
        "boolean"
    } else {
        return;
    };
    schema.insert("type".to_owned(), json!(ty));
}
