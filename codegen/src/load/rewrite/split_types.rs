//! A schema of several types is a union.

use serde_json::{Value, json};

use crate::load::rewrite::rewriting::{Rewriting, Schema, is_annotation};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "split_types",
    does: "makes a union of a schema that has several types",
    run,
};

/// The keywords that speak about one type only.
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
    let mut members = Vec::new();
    for (of, keywords) in OF_TYPES {
        if !types.iter().any(|one| one == of) || (*of == "integer" && has_number) {
            continue;
        }
        let mut member = Schema::from_iter([("type".to_owned(), json!(of))]);
        for keyword in *keywords {
            let format_fits = *keyword != "format" || !is_of_numbers(schema.get("format"));
            if let Some(value) = schema.get(*keyword).filter(|_| format_fits) {
                member.insert((*keyword).to_owned(), value.clone());
            }
        }
        if matches!(*of, "integer" | "number") && is_of_numbers(schema.get("format")) {
            member.extend(schema.get("format").map(|format| ("format".to_owned(), format.clone())));
        }
        members.push(Value::Object(member));
    }
    // The document's order is the order of the union.
    members.sort_by_key(|member| types.iter().position(|one| Some(one) == member.get("type")));
    schema.retain(|name, _| is_annotation(name));
    match (members.len(), members.pop()) {
        (1, Some(Value::Object(only))) => schema.extend(only),
        (_, last) => {
            members.extend(last);
            schema.insert("oneOf".to_owned(), Value::Array(members));
        }
    }
}

fn is_of_numbers(format: Option<&Value>) -> bool {
    let format = format.and_then(Value::as_str).unwrap_or_default();
    format.starts_with("int") || format.starts_with("uint") || ["float", "double"].contains(&format)
}
