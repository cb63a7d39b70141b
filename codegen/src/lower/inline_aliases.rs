//! Named schemas that need no type of their own stand where they are used.

use serde_json::{Map, Value};

use super::Pass;
use super::document::{each_schema, referred, schemas};

pub(super) const PASS: Pass = Pass {
    name: "inline_aliases",
    does: "puts named scalars, lists and free schemas where they are used: they become no types",
    run,
};

fn run(document: &mut Value) {
    let Some(all) = schemas(document) else { return };
    let aliases: Map<String, Value> = all
        .iter()
        .filter(|(_, schema)| is_alias(schema))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    all.retain(|name, _| !aliases.contains_key(name));
    each_schema(document, &mut |schema| {
        // An alias of an alias; circles are refused before.
        for _ in 0..32 {
            match referred(schema).and_then(|name| aliases.get(name)) {
                Some(alias) => *schema = alias.clone(),
                None => break,
            }
        }
    });
}

fn is_alias(schema: &Value) -> bool {
    let is_object = schema.get("type").and_then(Value::as_str) == Some("object");
    !is_object && schema.get("oneOf").is_none() && schema.get("enum").is_none()
}
