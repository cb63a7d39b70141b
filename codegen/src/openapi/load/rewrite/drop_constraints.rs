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
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let says_nothing =
        matches!(schema.get("additionalProperties"), None | Some(Value::Bool(false)));
    if let Some(patterns) = patterns.filter(|_| says_nothing) {
        let values: Vec<&Value> = patterns.values().collect();
        let value = match values[..] {
            [only] if only.is_object() => only.clone(),
            _ => json!({}),
        };
        schema.insert("additionalProperties".to_owned(), value);
    }
    // It is cheaper to look each property up among these keywords than the other way round.
    if schema.keys().any(|name| DROPPED.contains(&name.as_str())) {
        schema.retain(|name, _| !DROPPED.contains(&name.as_str()));
    }
}
