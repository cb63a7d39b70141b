//! Slips of a document from elsewhere that leave no doubt about what is meant, or that mean nothing.

use serde_json::{Map, Value, json};

use crate::openapi::grammar::{ObjectType, Rule};
use crate::openapi::visit::rule_of;

/// Members that nothing is generated from but words for readers: what is odd there is left out.
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

/// A member that is filled in, of which kind of object, and with what.
type Filled = (ObjectType, &'static str, fn() -> Value);

/// What is filled in where a document does not say it, because nothing depends on it.
const FILLED: &[Filled] = &[
    (ObjectType::Info, "title", || json!("")),
    (ObjectType::Info, "version", || json!("")),
    (ObjectType::License, "name", || json!("")),
    (ObjectType::ExternalDocs, "url", || json!("")),
    (ObjectType::Response, "description", || json!("")),
    (ObjectType::Operation, "responses", || json!({ "default": { "description": "" } })),
    (ObjectType::OauthFlow, "scopes", || json!({})),
];

/// Mends an object, but not those in it; tells of what is left out.
pub(crate) fn repair_objects(
    kind: ObjectType,
    members: &mut Map<String, Value>,
    mut tell: impl FnMut(&str, String),
) {
    let mut out: Vec<String> = Vec::new();
    for (name, value) in members.iter_mut() {
        let Some(rule) = rule_of(kind, name) else { continue };
        mend(rule, value);
        if rule.fits(value) {
            continue;
        }
        if value.is_null() {
            match rule {
                Rule::One(_) if is_map(kind) => *value = json!({}),
                _ => out.push(name.clone()),
            }
        } else if kind == ObjectType::Schema && name == "required" && value.is_boolean() {
            tell(name, "`required` of a schema is an array of its properties".to_owned());
            out.push(name.clone());
        } else if HARMLESS.contains(&name.as_str()) && !is_later_bound(name, value) {
            tell(name, format!("`{name}` is not what OpenAPI says"));
            out.push(name.clone());
        }
    }
    for name in out {
        members.shift_remove(&name);
    }
    let is_reference = members.contains_key("$ref");
    for (_, name, value) in FILLED.iter().filter(|(of, ..)| *of == kind && !is_reference) {
        if !members.contains_key(*name) {
            members.insert((*name).to_owned(), value());
        }
    }
    if kind == ObjectType::Parameter && members.get("in").is_some_and(|place| place == "path") {
        members.insert("required".to_owned(), json!(true));
    }
    if kind == ObjectType::Operation && has_no_content(members.get("requestBody")) {
        tell("requestBody", "the request body has no media type".to_owned());
        members.shift_remove("requestBody");
    }
    if kind == ObjectType::ServerVariable && !members.contains_key("default") {
        let first = members.get("enum").and_then(|values| values.get(0)).cloned();
        members.extend(first.map(|first| ("default".to_owned(), first)));
    }
}

/// Writes a value in the form that it must have, where it has another one of the same meaning.
fn mend(rule: Rule, value: &mut Value) {
    match (rule, &mut *value) {
        (Rule::String, Value::Number(_) | Value::Bool(_)) => *value = json!(value.to_string()),
        (Rule::Boolean | Rule::BooleanOrSchema, Value::String(text)) if text == "true" => {
            *value = json!(true)
        }
        (Rule::Boolean | Rule::BooleanOrSchema, Value::String(text)) if text == "false" => {
            *value = json!(false)
        }
        (Rule::Strings, Value::Array(items)) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(|item| mend(Rule::String, item));
        }
        (Rule::StringMap, Value::Object(members)) => {
            members.values_mut().for_each(|member| mend(Rule::String, member));
        }
        (Rule::Map(_), Value::Object(members)) => {
            // A name with nothing behind it is there, and says nothing more.
            for member in members.values_mut().filter(|member| member.is_null()) {
                *member = json!({});
            }
        }
        (Rule::Array(_), Value::Array(items)) => items.retain(|item| !item.is_null()),
        (Rule::One(ObjectType::Schema), Value::Bool(true)) => *value = json!({}),
        _ => {}
    }
}

fn has_no_content(body: Option<&Value>) -> bool {
    body.and_then(|body| body.get("content")?.as_object()).is_some_and(Map::is_empty)
}

fn is_map(kind: ObjectType) -> bool {
    matches!(kind, ObjectType::Paths | ObjectType::Responses | ObjectType::Callback)
}

/// A bound of 3.1, which its rewriting knows.
fn is_later_bound(name: &str, value: &Value) -> bool {
    (name.starts_with("exclusive") && value.is_number()) || (name == "examples" && value.is_array())
}
