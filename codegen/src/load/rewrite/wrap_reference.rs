//! A reference with more beside it says both.

use serde_json::{Value, json};

use crate::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

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
        Some(parts) => parts.insert(0, reference),
        None => {
            let own = ["properties", "required", "additionalProperties", "type"];
            // What describes members of its own is a part by itself; bounds may stay outside.
            let mut part = Schema::new();
            for name in own {
                if let Some(value) = schema.shift_remove(name) {
                    part.insert(name.to_owned(), value);
                }
            }
            let mut parts = vec![reference];
            if !part.is_empty() {
                parts.push(Value::Object(part));
            }
            schema.insert("allOf".to_owned(), Value::Array(parts));
        }
    }
}
