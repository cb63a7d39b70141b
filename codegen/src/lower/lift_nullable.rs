//! What is nullable is the member, not the type.

use serde_json::Value;

use super::Pass;
use super::document::{each_schema, referred, schemas};

pub(super) const PASS: Pass = Pass {
    name: "lift_nullable",
    does: "moves `nullable` from named schemas to the members that refer to them",
    run,
};

fn run(document: &mut Value) {
    let mut nullable: Vec<String> = Vec::new();
    for (name, schema) in schemas(document).into_iter().flatten() {
        let Some(schema) = schema.as_object_mut() else { continue };
        if schema.shift_remove("nullable") == Some(Value::Bool(true)) {
            nullable.push(name.clone());
        }
        if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
            values.retain(|value| !value.is_null());
        }
    }
    each_schema(document, &mut |schema| {
        let lifted = referred(schema).is_some_and(|name| nullable.iter().any(|one| one == name));
        if let (true, Some(schema)) = (lifted, schema.as_object_mut()) {
            schema.insert("nullable".to_owned(), Value::Bool(true));
        }
    });
}
