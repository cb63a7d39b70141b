//! A reference with other keywords beside it becomes an `allOf` of both.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "wrap_reference",
    does: "makes an `allOf` of a reference and the keywords beside it",
    run,
};

fn run(schema: &mut Schema) {
    if !schema.get("$ref").is_some_and(Value::is_string)
        || schema.keys().all(|name| is_annotation(name))
    {
        return;
    }
    let Some(reference) = schema.shift_remove("$ref") else { return };
    let reference = json!({ "$ref": reference });
    match schema.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(schemas) => schemas.insert(0, reference),
        None => {
            let own = ["properties", "required", "additionalProperties", "type"];
            // Keywords that describe properties become a schema of the `allOf`; bounds may stay outside.
            let mut own_schema = Schema::new();
            for name in own {
                if let Some(value) = schema.shift_remove(name) {
                    own_schema.insert(name.to_owned(), value);
                }
            }
            let mut schemas = vec![reference];
            if !own_schema.is_empty() {
                schemas.push(Value::Object(own_schema));
            }
            schema.insert("allOf".to_owned(), Value::Array(schemas));
        }
    }
}
