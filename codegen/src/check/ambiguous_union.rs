//! The variants of a union differ in what they allow.

use serde_json::{Map, Value, json};

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::schema::{JsonType, Schema};

pub(crate) const CHECK: Check = Check {
    code: "ambiguous-union",
    rule: "No value fits two variants of a union: they differ in type, in a required property, or in its values.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for schema in description.schemas() {
        for (keyword, variants) in schema.unions() {
            if let Some((first, second, example)) = first_pair(description, variants) {
                let message =
                    format!("{first} and {second} cannot be distinguished: `{example}` fits both");
                let help = "give each variant a required property with an enum of one value, such as \
                            `type: {type: string, enum: [user]}`";
                problems.add(&schema.pointer.property(keyword), message, help);
            }
        }
    }
}

/// The first two variants that the same value fits, with that value.
fn first_pair<'a>(
    description: &Description<'a>,
    variants: &'a [Schema],
) -> Option<(String, String, Value)> {
    let variants: Vec<_> =
        variants.iter().map(|one| (one.referred(), description.target(one))).collect();
    let name = |index: usize| match variants[index].0 {
        Some(name) => format!("`{name}`"),
        None => format!("variant {}", index + 1),
    };
    for (second, (_, b)) in variants.iter().enumerate() {
        for (first, (_, a)) in variants[..second].iter().enumerate() {
            if let Some(example) = fits_both(description, a, b) {
                return Some((name(first), name(second), example));
            }
        }
    }
    None
}

/// A value that fits both schemas, judging by their types and required properties. Nested unions, `allOf` and
/// broken references are not examined.
fn fits_both<'a>(description: &Description<'a>, a: &'a Schema, b: &'a Schema) -> Option<Value> {
    match (a.ty?, b.ty?) {
        (JsonType::Object, JsonType::Object) => object(description, a, b),
        (JsonType::Array, JsonType::Array) => Some(json!([])),
        (JsonType::Integer, JsonType::Number) | (JsonType::Number, JsonType::Integer) => {
            Some(json!(1))
        }
        (JsonType::String, JsonType::String) => string(a, b),
        (one, other) if one == other => Some(match one {
            JsonType::Boolean => json!(true),
            _ => json!(1),
        }),
        _ => None,
    }
}

fn string(a: &Schema, b: &Schema) -> Option<Value> {
    let is_plain = |one: &Schema| one.format.is_none() && one.pattern.is_none();
    match (&a.values, &b.values) {
        (Some(a), Some(b)) => a.iter().find(|value| b.contains(value)).cloned(),
        // A format or a pattern distinguishes one from the other.
        (None, None) => (is_plain(a) && is_plain(b)).then(|| json!("string")),
        _ => None,
    }
}

/// The smallest object that has the required properties of both, unless no value fits a property of both.
fn object<'a>(description: &Description<'a>, a: &'a Schema, b: &'a Schema) -> Option<Value> {
    let mut example = Map::new();
    for (own, other) in [(a, b), (b, a)] {
        for name in &own.required {
            // A required property that the other does not describe distinguishes the two.
            let property =
                |schema: &'a Schema| schema.property(name).map(|one| description.target(one));
            let (own, other) = (property(own)?, property(other)?);
            let value = match (&own.values, &other.values) {
                (Some(own), Some(other)) => own.iter().find(|value| other.contains(value))?.clone(),
                (Some(only), None) | (None, Some(only)) => only.first()?.clone(),
                (None, None) => match own.ty {
                    Some(JsonType::Integer | JsonType::Number) => json!(1),
                    Some(JsonType::Boolean) => json!(true),
                    Some(JsonType::Array) => json!([]),
                    Some(JsonType::Object) => json!({}),
                    _ => json!("string"),
                },
            };
            example.insert(name.to_owned(), value);
        }
    }
    Some(Value::Object(example))
}
