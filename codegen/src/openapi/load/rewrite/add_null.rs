//! A union with `null` is a nullable union of the rest.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "add_null",
    does: "says `nullable` for a union, an array of types or an array of values with `null`",
    run,
};

fn run(schema: &mut Schema) {
    for name in ["oneOf", "anyOf"] {
        let Some(variants) = schema.get_mut(name).and_then(Value::as_array_mut) else { continue };
        let before = variants.len();
        variants.retain(|variant| !is_null(variant));
        if variants.len() == before {
            continue;
        }
        match variants.len() {
            0 => {
                schema.shift_remove(name);
            }
            1 => {
                let only = variants.pop();
                schema.shift_remove(name);
                only.into_iter().for_each(|only| take_in(schema, only));
            }
            _ => {}
        }
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    let values = schema.get_mut("enum").and_then(Value::as_array_mut);
    if let Some(values) = values.filter(|values| values.contains(&Value::Null)) {
        values.retain(|value| !value.is_null());
        if values.is_empty() {
            return only_null(schema);
        }
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    let Some(ty) = schema.get_mut("type") else { return };
    if let Some(types) = ty.as_array_mut() {
        let before = types.len();
        types.retain(|ty| ty != "null");
        let has_null = types.len() < before;
        match types.len() {
            0 if has_null => return only_null(schema),
            1 => *ty = types.remove(0),
            _ => {}
        }
        if has_null {
            schema.insert("nullable".to_owned(), Value::Bool(true));
        }
    } else if ty == "null" {
        only_null(schema);
    }
}

/// Says of a schema in the words of 3.0 that it allows nothing but `null`.
fn only_null(schema: &mut Schema) {
    schema.shift_remove("type");
    schema.insert("enum".to_owned(), json!([null]));
}

/// Whether a schema allows `null` and nothing else.
fn is_null(schema: &Value) -> bool {
    let Some(properties) = schema.as_object() else { return false };
    let says =
        |name: &str, values: &[Value]| properties.get(name).is_some_and(|one| values.contains(one));
    says("type", &[json!("null"), json!(["null"])])
        || properties.get("const") == Some(&Value::Null)
        || says("enum", &[json!([null])])
}

/// Puts the only variant of a union in its place.
fn take_in(schema: &mut Schema, only: Value) {
    match only {
        Value::Object(only)
            if !only.contains_key("$ref") && schema.keys().all(|name| is_annotation(name)) =>
        {
            for (name, value) in only {
                schema.entry(name).or_insert(value);
            }
        }
        only => match schema.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(schemas) => schemas.push(only),
            None => {
                schema.insert("allOf".to_owned(), Value::Array(vec![only]));
            }
        },
    }
}
