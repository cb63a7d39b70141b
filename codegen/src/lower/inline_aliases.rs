//! Named schemas that need no type of their own stand where they are used.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Pass;
use super::document::{each_schema, referred, schemas};

pub(super) const PASS: Pass = Pass {
    name: "inline_aliases",
    does: "puts named scalars, lists, maps and free schemas where they are used: they become no types",
    run,
};

fn run(document: &mut Value) {
    let Some(all) = schemas(document) else { return };
    let mut aliases: Map<String, Value> = all
        .iter()
        .filter(|(_, schema)| is_alias(schema))
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect();
    for name in circular(&aliases) {
        aliases.shift_remove(&name);
        if let Some(schema) = all.get_mut(&name) {
            keep(schema);
        }
    }
    all.retain(|name, _| !aliases.contains_key(name));
    each_schema(document, &mut |schema| {
        // An alias of an alias; circles are refused before.
        for _ in 0..32 {
            match referred(schema).and_then(|name| aliases.get(name)) {
                Some(alias) => inline(schema, alias),
                None => break,
            }
        }
    });
}

fn is_alias(schema: &Value) -> bool {
    let has = |name: &str| schema.get(name).is_some();
    let is_map = !has("properties") && schema.get("additionalProperties").is_some_and(|one| one.as_object().is_some_and(|one| !one.is_empty()));
    let is_object = schema.get("type").and_then(Value::as_str) == Some("object") && !is_map;
    !is_object && !has("oneOf") && !has("enum")
}

/// What is said beside the reference is said of this use, and stays.
fn inline(schema: &mut Value, alias: &Value) {
    let words = schema.as_object().cloned().unwrap_or_default();
    *schema = alias.clone();
    for (name, value) in words.into_iter().filter(|(name, _)| name != "$ref") {
        let is_nullable = name == "nullable" && schema.get("nullable") == Some(&Value::Bool(true));
        if !is_nullable {
            schema[&name] = value;
        }
    }
}

/// A list of itself and a map of itself are types.
fn keep(schema: &mut Value) {
    if schema.get("type").and_then(Value::as_str) == Some("array") {
        let list = schema.take();
        *schema = json!({ "oneOf": [list] });
    } else if schema.get("additionalProperties").is_some() {
        schema["properties"] = json!({});
    }
}

/// The aliases that stand for something that contains them.
fn circular(aliases: &Map<String, Value>) -> Vec<String> {
    fn named(schema: &Value) -> Option<&str> {
        match referred(schema) {
            Some(name) => Some(name),
            None => schema.get("items").or_else(|| schema.get("additionalProperties")).and_then(named),
        }
    }
    // An alias leads to one other at most, so a walk with a mark finds each circle once.
    let mut walked: HashMap<&str, usize> = HashMap::new();
    let mut circular = Vec::new();
    for (turn, start) in aliases.keys().enumerate() {
        let mut at = start.as_str();
        loop {
            match walked.get(at) {
                Some(before) if *before == turn => {
                    circular.push(at.to_owned());
                    break;
                }
                Some(_) => break,
                None => walked.insert(at, turn),
            };
            match aliases.get_key_value(at).and_then(|(_, schema)| named(schema)) {
                Some(next) if aliases.contains_key(next) => at = next,
                _ => break,
            }
        }
    }
    circular
}
