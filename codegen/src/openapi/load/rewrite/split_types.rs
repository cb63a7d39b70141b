//! A schema of several types becomes a union.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "split_types",
    does: "makes a union of a schema that has several types",
    run,
};

/// The keywords that apply to one type only, by type.
const OF_TYPES: &[(&str, &[&str])] = &[
    ("string", &["maxLength", "minLength", "pattern", "format"]),
    ("integer", &["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"]),
    ("number", &["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"]),
    ("array", &["items", "maxItems", "minItems", "uniqueItems"]),
    (
        "object",
        &["properties", "required", "additionalProperties", "maxProperties", "minProperties"],
    ),
    ("boolean", &[]),
];

fn run(schema: &mut Schema) {
    let Some(Value::Array(types)) = schema.get("type") else { return };
    if types.is_empty() || !types.iter().all(|one| OF_TYPES.iter().any(|(known, _)| one == known)) {
        return;
    }
    let types = types.clone();
    let is_told =
        ["enum", "oneOf", "anyOf", "allOf", "$ref"].iter().any(|name| schema.contains_key(*name));
    schema.shift_remove("type");
    let all = OF_TYPES
        .iter()
        .all(|(known, _)| *known == "integer" || types.iter().any(|one| one == known));
    if is_told || all {
        return;
    }
    // Every integer is a number.
    let has_number = types.iter().any(|one| one == "number");
    let mut variants = Vec::new();
    for (of, keywords) in OF_TYPES {
        if !types.iter().any(|one| one == of) || (*of == "integer" && has_number) {
            continue;
        }
        let mut variant = Schema::from_iter([("type".to_owned(), json!(of))]);
        for keyword in *keywords {
            let format_fits = *keyword != "format" || !is_of_numbers(schema.get("format"));
            if let Some(value) = schema.get(*keyword).filter(|_| format_fits) {
                variant.insert((*keyword).to_owned(), value.clone());
            }
        }
        if matches!(*of, "integer" | "number") && is_of_numbers(schema.get("format")) {
            variant
                .extend(schema.get("format").map(|format| ("format".to_owned(), format.clone())));
        }
        variants.push(Value::Object(variant));
    }
    // The variants have the document's order.
    variants.sort_by_key(|variant| types.iter().position(|one| Some(one) == variant.get("type")));
    schema.retain(|name, _| is_annotation(name));
    match (variants.len(), variants.pop()) {
        (1, Some(Value::Object(only))) => schema.extend(only),
        (_, last) => {
            variants.extend(last);
            schema.insert("oneOf".to_owned(), Value::Array(variants));
        }
    }
}

fn is_of_numbers(format: Option<&Value>) -> bool {
    let format = format.and_then(Value::as_str).unwrap_or_default();
    format.starts_with("int") || format.starts_with("uint") || ["float", "double"].contains(&format)
}
