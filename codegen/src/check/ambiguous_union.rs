//! Unions can be told apart by what they hold.

use serde_json::{Map, Value, json};

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "ambiguous-union",
    rule: "No value fits two variants of a union: they differ in type, in a required property, or in its values.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(ObjectType::Schema) {
        for keyword in ["oneOf", "anyOf"] {
            let Some(members) = schema.members.get(keyword).and_then(Value::as_array) else {
                continue;
            };
            if let Some((first, second, example)) = first_pair(view, members) {
                let message =
                    format!("{first} and {second} are not told apart: `{example}` fits both");
                let help = "give each member a required member of its own one-value enum, such as \
                            `type: {type: string, enum: [user]}`";
                problems.add(&schema.at(keyword), message, help);
            }
        }
    }
}

/// The first two members that a value fits, with that value.
fn first_pair(view: &View<'_>, members: &[Value]) -> Option<(String, String, Value)> {
    let followed: Vec<&Value> =
        members.iter().map(|member| view.follow(member, String::new()).0).collect();
    let name = |index: usize| {
        let own = crate::openapi::view::name_of_reference(&members[index])
            .map(|name| format!("`{name}`"));
        own.unwrap_or_else(|| format!("variant {}", index + 1))
    };
    for (second, b) in followed.iter().enumerate() {
        for (first, a) in followed[..second].iter().enumerate() {
            if let Some(example) = fits_both(view, a, b) {
                return Some((name(first), name(second), example));
            }
        }
    }
    None
}

/// A value that fits both schemas, as far as their types and required members say.
fn fits_both(view: &View<'_>, a: &Value, b: &Value) -> Option<Value> {
    let kind = |schema: &Value| schema.get("type").and_then(Value::as_str).map(str::to_owned);
    // Unions in unions, `allOf` and references that lead nowhere are not looked into.
    let (one, other) = (kind(a)?, kind(b)?);
    match (one.as_str(), other.as_str()) {
        ("object", "object") => object(view, a, b),
        ("array", "array") => Some(json!([])),
        ("integer", "number") | ("number", "integer") => Some(json!(1)),
        ("string", "string") => text(a, b),
        _ if one == other => Some(match one.as_str() {
            "boolean" => json!(true),
            _ => json!(1),
        }),
        _ => None,
    }
}

fn text(a: &Value, b: &Value) -> Option<Value> {
    let values = |schema: &Value| schema.get("enum").and_then(Value::as_array).cloned();
    let is_plain =
        |schema: &Value| schema.get("format").is_none() && schema.get("pattern").is_none();
    match (values(a), values(b)) {
        (Some(a), Some(b)) => a.into_iter().find(|value| b.contains(value)),
        // One of the two tells itself apart by what it is like.
        (None, None) => (is_plain(a) && is_plain(b)).then(|| json!("string")),
        _ => None,
    }
}

/// The smallest object that has what both require, unless a value cannot be both's.
fn object(view: &View<'_>, a: &Value, b: &Value) -> Option<Value> {
    let mut example = Map::new();
    for (own, other) in [(a, b), (b, a)] {
        let required = own.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            let property = |schema: &Value| {
                let property = schema.get("properties")?.get(name)?;
                Some(view.follow(property, String::new()).0.clone())
            };
            // What the other does not know it takes for an unknown member, so that what it lacks
            // tells the two apart.
            let (own, other) = (property(own)?, property(other)?);
            let values = |schema: &Value| schema.get("enum").and_then(Value::as_array).cloned();
            let value = match (values(&own), values(&other)) {
                (Some(own), Some(other)) => own.into_iter().find(|value| other.contains(value))?,
                (Some(only), None) | (None, Some(only)) => only.first().cloned()?,
                (None, None) => match own.get("type").and_then(Value::as_str) {
                    Some("integer" | "number") => json!(1),
                    Some("boolean") => json!(true),
                    Some("array") => json!([]),
                    Some("object") => json!({}),
                    _ => json!("string"),
                },
            };
            example.insert(name.to_owned(), value);
        }
    }
    Some(Value::Object(example))
}
