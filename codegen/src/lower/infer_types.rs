//! Each schema says its type, in one way.

use serde_json::{Map, Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;

pub(crate) const PASS: Pass = Pass {
    name: "infer_types",
    does: "writes types that go without saying, `anyOf` as `oneOf`, and null values as `nullable`",
    run,
};

fn run(draft: &mut Draft) {
    every_schema(draft, &mut |schema| {
        if let Some(schema) = schema.as_object_mut() {
            say_type(schema);
            say_union(schema);
            say_null(schema);
        }
    });
    every_schema(draft, &mut |schema| schema.as_object_mut().into_iter().for_each(say_nothing));
}

fn say_type(schema: &mut Map<String, Value>) {
    let has = |name: &str| schema.contains_key(name);
    let is_said = ["type", "$ref", "oneOf", "anyOf", "allOf"].iter().any(|name| has(name));
    let ty =
        if has("properties") || schema.get("additionalProperties").is_some_and(Value::is_object) {
            Some("object")
        } else if has("items") {
            Some("array")
        } else {
            None
        };
    if let (false, Some(ty)) = (is_said, ty) {
        schema.insert("type".to_owned(), ty.into());
    }
    if schema.get("type") == Some(&json!("array")) && !schema.contains_key("items") {
        schema.insert("items".to_owned(), json!({}));
    }
}

/// Both kinds of union are one here: the first variant that fits best is the one that is meant.
fn say_union(schema: &mut Map<String, Value>) {
    if let Some(any) = schema.shift_remove("anyOf") {
        match schema.contains_key("oneOf") {
            // Two unions at once: what fits both.
            true => {
                let one = schema.shift_remove("oneOf");
                let both = schema.entry("allOf").or_insert_with(|| json!([]));
                if let Some(both) = both.as_array_mut() {
                    both.extend([json!({ "oneOf": one }), json!({ "oneOf": any })]);
                }
            }
            false => {
                schema.insert("oneOf".to_owned(), any);
            }
        }
    }
    let Some(members) = schema.get_mut("oneOf").and_then(Value::as_array_mut) else { return };
    // Members that only require or forbid something are a rule about the value, not forms of it.
    if members.iter().all(|member| !has_form(member)) {
        schema.shift_remove("oneOf");
        return say_type(schema);
    }
    let before = members.len();
    members.retain(|member| !is_null(member));
    if members.len() < before {
        schema.insert("nullable".to_owned(), true.into());
    }
}

fn has_form(schema: &Value) -> bool {
    let forms = [
        "type",
        "$ref",
        "oneOf",
        "anyOf",
        "allOf",
        "properties",
        "items",
        "enum",
        "additionalProperties",
    ];
    let Some(members) = schema.as_object() else { return false };
    // Without a word a schema is anything, which is a form.
    members.keys().all(|name| name == "description" || name == "title")
        || forms.iter().any(|name| members.contains_key(*name))
}

fn is_null(schema: &Value) -> bool {
    schema.get("type") == Some(&json!("null")) || schema.get("enum") == Some(&json!([null]))
}

fn say_null(schema: &mut Map<String, Value>) {
    let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) else { return };
    // Of nothing but `null` a union asks first.
    if values.iter().any(Value::is_null) && !values.iter().all(Value::is_null) {
        values.retain(|value| !value.is_null());
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// A schema of nothing but `null` has no type of its own.
fn say_nothing(schema: &mut Map<String, Value>) {
    if schema
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|all| all.iter().all(Value::is_null))
    {
        schema.shift_remove("enum");
        schema.shift_remove("type");
    }
}
