//! What the variants of a union look like, as far as that tells them apart.

use serde_json::{Map, Value};

use super::api::{Form, Like};
use super::document::{entries, list, referred};

/// The form of a schema.
pub(super) fn form(schema: &Value, all: &Map<String, Value>, depth: usize) -> Form {
    let schema = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    if schema.get("oneOf").is_some() {
        // A union that is its own member says nothing by it.
        let members = list(schema.get("oneOf")).filter(|_| depth < 4);
        return Form::Union(members.map(|member| form(member, all, depth + 1)).collect());
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => object(schema, all),
        Some("array") => Form::List,
        Some("string") => Form::Text(likes(schema)),
        Some("integer") if schema.get("enum").is_none() => Form::Integer,
        Some("number") if schema.get("enum").is_none() => Form::Number,
        Some("boolean") if schema.get("enum").is_none() => Form::Flag,
        _ if texts(schema).is_some() => Form::Text(likes(schema)),
        _ => Form::Any,
    }
}

fn object(schema: &Value, all: &Map<String, Value>) -> Form {
    let required: Vec<String> =
        list(schema.get("required")).filter_map(Value::as_str).map(str::to_owned).collect();
    let listed = entries(schema.get("properties")).filter_map(|(name, property)| {
        let property = referred(property).and_then(|name| all.get(name)).unwrap_or(property);
        let texts = texts(property)?;
        // What may be left out and has many values says little.
        (required.contains(name) || texts.len() == 1).then(|| (name.clone(), texts))
    });
    Form::Object { listed: listed.collect(), required }
}

/// The values of an enum of texts.
fn texts(schema: &Value) -> Option<Vec<String>> {
    let values = schema.get("enum")?.as_array()?;
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn likes(schema: &Value) -> Vec<Like> {
    let format = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => Some("Uuid"),
        Some("date") => Some("Date"),
        Some("date-time") => Some("Timestamp"),
        Some("ipv4") => Some("Ipv4"),
        Some("ipv6") => Some("Ipv6"),
        Some("ip") => Some("Ip"),
        _ => None,
    };
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let format = format.map(Like::Format).into_iter();
    format
        .chain(texts(schema).map(Like::OneOf))
        .chain(pattern.map(|pattern| Like::Pattern(pattern.to_owned())))
        .collect()
}
