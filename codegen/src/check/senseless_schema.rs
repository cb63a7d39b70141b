//! What a schema says goes together.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::view::{Object, View};

pub(crate) const CHECK: Check = Check {
    code: "senseless-schema",
    rule: "A schema says its type, the values of an enum are of that type and there once, and what is required is described.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(ObjectType::Schema) {
        by_type(schema, problems);
        values(schema, problems);
        required(schema, problems);
    }
}

fn by_type(schema: &Object<'_>, problems: &mut Problems<'_>) {
    match schema.text("type") {
        Some("array") if !schema.members.contains_key("items") => {
            problems.add(
                &schema.pointer,
                "the array does not say what its items are",
                "add `items:`; `items: {}` stands for anything",
            );
        }
        // Parts of an `allOf` say together what they are.
        None if !schema.pointer.contains("/allOf/") => {
            for (keyword, kind) in
                [("properties", "object"), ("items", "array"), ("enum", "string")]
            {
                if schema.members.contains_key(keyword) {
                    let help = format!("add `type: {kind}`");
                    problems.add(
                        &schema.at(keyword),
                        format!("`{keyword}` without `type` says nothing"),
                        help,
                    );
                }
            }
        }
        _ => {}
    }
}

fn values(schema: &Object<'_>, problems: &mut Problems<'_>) {
    let Some(values) = schema.members.get("enum").and_then(Value::as_array) else { return };
    let place = schema.at("enum");
    if values.iter().all(Value::is_null) {
        problems.add(&place, "the enum has no value", "list its values");
    }
    let mut known: HashSet<String> = HashSet::new();
    for (index, value) in values.iter().enumerate() {
        let place = format!("{place}/{index}");
        if !known.insert(value.to_string()) {
            problems.add(&place, format!("the value {value} is there twice"), "take one out");
        } else if value.is_null() && !schema.flag("nullable") {
            problems.add(
                &place,
                "null is listed, but the schema is not nullable",
                "add `nullable: true`",
            );
        } else if let Some(kind) = schema.text("type").filter(|kind| !is_of(value, kind)) {
            let help = match kind {
                "string" => "put it between quotes",
                _ => "change the value, or the type",
            };
            problems.add(&place, format!("the value {value} is not of type `{kind}`"), help);
        }
    }
    let names = schema.texts("x-enum-varnames").count();
    let count = values.iter().filter(|value| !value.is_null()).count();
    if schema.members.contains_key("x-enum-varnames") && names != count {
        let message = format!("{names} names for {count} values");
        let help = "give each value but null one name, in order";
        problems.add(&schema.at("x-enum-varnames"), message, help);
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    value.is_null()
        || match kind {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            _ => true,
        }
}

fn required(schema: &Object<'_>, problems: &mut Problems<'_>) {
    // A part of an `allOf` may require what another part describes.
    if schema.pointer.contains("/allOf/") || schema.members.contains_key("allOf") {
        return;
    }
    let names: IndexSet<&str> = schema.map("properties").map(|(name, _)| name.as_str()).collect();
    let list = schema.members.get("required").and_then(Value::as_array).into_iter().flatten();
    for (index, name) in list.enumerate() {
        let Some(name) = name.as_str().filter(|name| !names.contains(*name)) else { continue };
        let help = match crate::check::nearest::nearest(name, names.iter().copied()) {
            Some(other) => format!("did you mean `{other}`?"),
            None => format!("describe `{name}` under `properties`"),
        };
        let place = format!("{}/required/{index}", schema.pointer);
        problems.add(&place, format!("`{name}` is required, but not described"), help);
    }
}
