//! Mistakes in an object of a third-party document whose meaning is clear, or from which nothing is
//! generated.

use serde_json::{Map, Value, json};

use crate::openapi::later::rule_of;
use crate::openapi::rule::{ObjectType, Rule};

/// The properties from which only documentation is generated. A property with a wrong value is left out.
const HARMLESS: [&str; 37] = [
    "allowEmptyValue",
    "allowReserved",
    "attribute",
    "bearerFormat",
    "contact",
    "deprecated",
    "description",
    "email",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "externalValue",
    "license",
    "links",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "namespace",
    "pattern",
    "prefix",
    "readOnly",
    "summary",
    "termsOfService",
    "title",
    "uniqueItems",
    "wrapped",
    "writeOnly",
    "xml",
    "x-enum-varnames",
];

/// A property to fill in: the type of its object, its name, and its value.
type Filled = (ObjectType, &'static str, fn() -> Value);

/// The properties that are filled in if they are absent, because nothing depends on them.
const FILLED: &[Filled] = &[
    (ObjectType::Info, "title", || json!("")),
    (ObjectType::Info, "version", || json!("")),
    (ObjectType::License, "name", || json!("")),
    (ObjectType::ExternalDocs, "url", || json!("")),
    (ObjectType::Response, "description", || json!("")),
    (ObjectType::Operation, "responses", || json!({ "default": { "description": "" } })),
    (ObjectType::OauthFlow, "scopes", || json!({})),
];

/// Repairs an object, but not its contents; reports the properties that are left out.
pub(crate) fn repair_objects(
    ty: ObjectType,
    properties: &mut Map<String, Value>,
    mut report: impl FnMut(&str, String),
) {
    let mut out: Vec<String> = Vec::new();
    for (name, value) in properties.iter_mut() {
        let Some(rule) = rule_of(ty, name) else { continue };
        repair(rule, value);
        if rule.fits_any_version(value) {
            continue;
        }
        if value.is_null() {
            match rule {
                Rule::One(_) if is_map(ty) => *value = json!({}),
                _ => out.push(name.clone()),
            }
        } else if ty == ObjectType::Schema && name == "required" && value.is_boolean() {
            report(name, "`required` of a schema is an array of its properties".to_owned());
            out.push(name.clone());
        } else if HARMLESS.contains(&name.as_str()) {
            report(name, format!("`{name}` does not have the type that OpenAPI requires"));
            out.push(name.clone());
        }
    }
    for name in out {
        properties.shift_remove(&name);
    }
    let is_reference = properties.contains_key("$ref");
    for (_, name, value) in FILLED.iter().filter(|(of, ..)| *of == ty && !is_reference) {
        if !properties.contains_key(*name) {
            properties.insert((*name).to_owned(), value());
        }
    }
    if ty == ObjectType::Parameter
        && properties.get("in").is_some_and(|location| location == "path")
    {
        properties.insert("required".to_owned(), json!(true));
    }
    if ty == ObjectType::Operation && has_no_content(properties.get("requestBody")) {
        report("requestBody", "the request body has no media type".to_owned());
        properties.shift_remove("requestBody");
    }
    if ty == ObjectType::ServerVariable && !properties.contains_key("default") {
        let first = properties.get("enum").and_then(|values| values.get(0)).cloned();
        properties.extend(first.map(|first| ("default".to_owned(), first)));
    }
}

/// Replaces a value of a wrong type with a value of the right type and the same meaning.
fn repair(rule: Rule, value: &mut Value) {
    match (rule, &mut *value) {
        (Rule::String, Value::Number(_) | Value::Bool(_)) => *value = json!(value.to_string()),
        (Rule::Boolean | Rule::BooleanOrSchema, Value::String(text)) if text == "true" => {
            *value = json!(true)
        }
        (Rule::Boolean | Rule::BooleanOrSchema | Rule::StringMapOrFalse, Value::String(text))
            if text == "false" =>
        {
            *value = json!(false)
        }
        (Rule::Strings, Value::Array(items)) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(|item| repair(Rule::String, item));
        }
        // Without quotes, YAML reads the type name `null` as no value.
        (Rule::StringOrStrings, Value::Array(items)) => {
            items.iter_mut().filter(|item| item.is_null()).for_each(|item| *item = json!("null"));
        }
        (Rule::StringMap | Rule::StringMapOrFalse, Value::Object(entries)) => {
            entries.values_mut().for_each(|entry| repair(Rule::String, entry));
        }
        (Rule::Map(_), Value::Object(entries)) => {
            // An entry without a value exists, and has no properties.
            for entry in entries.values_mut().filter(|entry| entry.is_null()) {
                *entry = json!({});
            }
        }
        (Rule::Array(_), Value::Array(items)) => {
            items.retain(|item| !item.is_null());
            let unquoted = json!({ "type": null });
            items.iter_mut().filter(|item| **item == unquoted).for_each(|item| {
                *item = json!({ "type": "null" });
            });
        }
        _ => {}
    }
}

fn has_no_content(body: Option<&Value>) -> bool {
    body.and_then(|body| body.get("content")?.as_object()).is_some_and(Map::is_empty)
}

fn is_map(ty: ObjectType) -> bool {
    matches!(ty, ObjectType::Paths | ObjectType::Responses | ObjectType::Callback)
}
