//! The keywords of a schema fit together.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::Value;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::schema::{JsonType, Schema};

pub(crate) const CHECK: Check = Check {
    code: "senseless-schema",
    rule: "A schema has a type, the values of an enum are of that type and differ, and required properties are described.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for schema in description.schemas() {
        by_type(schema, problems);
        values(schema, problems);
        required(schema, problems);
    }
}

fn by_type(schema: &Schema, problems: &mut Problems<'_>) {
    // `wrong-type` reports items that are not a schema.
    let has_items = schema.items.is_some() || problems.has(&schema.pointer.property("items"));
    if schema.ty == Some(JsonType::Array) && !has_items {
        problems.add(
            &schema.pointer,
            "the array does not describe its items",
            "add `items:`; `items: {}` allows any item",
        );
    }
    // The schemas of an `allOf` define their type together, and `unknown-type` reports an unknown one.
    let has_type = schema.ty.is_some() || problems.has(&schema.pointer.property("type"));
    if has_type || schema.pointer.contains("/allOf/") {
        return;
    }
    let found = [
        ("properties", "object", schema.properties.is_some()),
        ("items", "array", schema.items.is_some()),
        ("enum", "string", schema.values.is_some()),
    ];
    for (keyword, ty, _) in found.into_iter().filter(|(.., is_there)| *is_there) {
        let message = format!("`{keyword}` needs a `type` beside it");
        problems.add(&schema.pointer.property(keyword), message, format!("add `type: {ty}`"));
    }
}

fn values(schema: &Schema, problems: &mut Problems<'_>) {
    let Some(values) = &schema.values else { return };
    if values.iter().all(Value::is_null) {
        problems.add(&schema.pointer.property("enum"), "the enum has no value", "list its values");
    }
    let mut known: HashSet<String> = HashSet::new();
    for (index, value) in values.iter().enumerate() {
        let pointer = schema.pointer.item("enum", index);
        if !known.insert(value.to_string()) {
            problems.add(&pointer, format!("the value {value} is listed twice"), "remove one");
        } else if value.is_null() && !schema.is_nullable() {
            let message = "`null` is listed, but the schema is not nullable";
            problems.add(&pointer, message, "add `nullable: true`");
        } else if let Some(ty) = schema.ty.filter(|ty| !is_of(value, *ty)) {
            let help = match ty {
                JsonType::String => "put it between quotes",
                _ => "change the value, or the type",
            };
            let message = format!("the value {value} is not of type `{}`", ty.name());
            problems.add(&pointer, message, help);
        }
    }
    if schema.variant_names.is_empty() {
        return;
    }
    let names = &schema.variant_names;
    let count = values.iter().filter(|value| !value.is_null()).count();
    if names.len() != count {
        let message = format!("{} names for {count} values", names.len());
        let help = "give each value except `null` one name, in order";
        problems.add(&schema.pointer.property("x-enum-varnames"), message, help);
    }
}

fn is_of(value: &Value, ty: JsonType) -> bool {
    value.is_null()
        || match ty {
            JsonType::String => value.is_string(),
            JsonType::Integer => value.is_i64() || value.is_u64(),
            JsonType::Number => value.is_number(),
            JsonType::Boolean => value.is_boolean(),
            _ => true,
        }
}

fn required(schema: &Schema, problems: &mut Problems<'_>) {
    // A schema of an `allOf` may require a property that another one describes.
    if schema.pointer.contains("/allOf/") || schema.all_of.is_some() {
        return;
    }
    let names: IndexSet<&str> = schema.listed().map(|(name, _)| name.as_str()).collect();
    for (index, name) in schema.required.iter().enumerate() {
        if names.contains(name.as_str()) {
            continue;
        }
        let help = match nearest(name, names.iter().copied()) {
            Some(other) => format!("did you mean `{other}`?"),
            None => format!("describe `{name}` under `properties`"),
        };
        let message = format!("`{name}` is required, but not described");
        problems.add(&schema.pointer.item("required", index), message, help);
    }
}
