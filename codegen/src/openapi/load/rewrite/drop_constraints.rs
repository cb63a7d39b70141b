//! Keywords that do not change the generated type are left out.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "drop_constraints",
    does: "leaves out keywords that only narrow a type, and keeps `patternProperties` as a map",
    run,
};

const DROPPED: [&str; 26] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "additionalItems",
    "contains",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "not",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$recursiveAnchor",
    "$recursiveRef",
];

fn run(schema: &mut Schema) {
    if let Some(values) = values(schema) {
        schema.insert("additionalProperties".to_owned(), values);
    }
    // It is cheaper to look each property up among these keywords than the other way round.
    if schema.keys().any(|name| DROPPED.contains(&name.as_str())) {
        schema.retain(|name, _| !DROPPED.contains(&name.as_str()));
    }
}

/// What the properties that are not listed can be: what one pattern or another says of them, or, unless
/// others are forbidden, what is said of those.
fn values(schema: &Schema) -> Option<Value> {
    let patterns = schema.get("patternProperties")?.as_object().filter(|all| !all.is_empty())?;
    let is_false = |name: &str| schema.get(name) == Some(&Value::Bool(false));
    let is_closed = is_false("additionalProperties")
        || (is_false("unevaluatedProperties") && !schema.contains_key("additionalProperties"));
    let others = match schema.get("additionalProperties") {
        Some(others @ Value::Object(_)) => others.clone(),
        _ => json!({}),
    };
    let mut values: Vec<Value> = Vec::new();
    let of_patterns =
        patterns.values().map(|one| if one.is_object() { one.clone() } else { json!({}) });
    for value in of_patterns.chain((!is_closed).then_some(others)) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    match values.len() {
        1 => values.pop(),
        _ => Some(json!({ "anyOf": values })),
    }
}
