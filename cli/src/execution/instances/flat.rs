//! Flattening references and compositions: the alternatives of a schema.

use serde_json::{Map, Value, json};

use crate::execution::schema::Oracle;

/// The greatest number of alternatives.
const MOST: usize = 64;

/// The alternatives that satisfy a schema. They need not be exact, because a validator checks the values
/// later.
pub(crate) fn branches(oracle: &Oracle, schema: &Value) -> Vec<Map<String, Value>> {
    at(oracle, schema, 0)
}

fn at(oracle: &Oracle, schema: &Value, depth: usize) -> Vec<Map<String, Value>> {
    let members = match schema {
        Value::Bool(true) => return vec![Map::new()],
        Value::Object(members) if depth < 16 => members,
        _ => return Vec::new(),
    };
    let mut base = members.clone();
    for word in ["$ref", "allOf", "oneOf", "anyOf", "x-nullable", "discriminator"] {
        base.remove(word);
    }
    let mut found = vec![base];
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        let target = oracle.follow(reference).map(|target| at(oracle, target, depth + 1));
        found = crossed(&found, &target.unwrap_or_default());
    }
    for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        found = crossed(&found, &at(oracle, part, depth + 1));
    }
    for word in ["oneOf", "anyOf"] {
        if let Some(parts) = members.get(word).and_then(Value::as_array) {
            let each: Vec<Vec<_>> = parts.iter().map(|part| at(oracle, part, depth + 1)).collect();
            // One branch of each variant first, so that a large variant does not crowd out others.
            let longest = each.iter().map(Vec::len).max().unwrap_or(0);
            let turns =
                (0..longest).flat_map(|turn| each.iter().filter_map(move |one| one.get(turn)));
            let parts: Vec<_> = turns.cloned().collect();
            found = crossed(&found, &parts);
        }
    }
    found
}

fn crossed(left: &[Map<String, Value>], right: &[Map<String, Value>]) -> Vec<Map<String, Value>> {
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| merged(one, other)));
    pairs.take(MOST).collect()
}

/// Merges two schemas.
fn merged(one: &Map<String, Value>, other: &Map<String, Value>) -> Map<String, Value> {
    let mut both = one.clone();
    for (word, value) in other {
        let Some(known) = both.get(word).filter(|known| *known != value) else {
            both.insert(word.clone(), value.clone());
            continue;
        };
        let value = match word.as_str() {
            "properties" => properties(known, value),
            "required" => joined(known, value),
            "type" => common_types(known, value),
            "enum" => common(known, value),
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" => larger(known, value),
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" => larger(value, known),
            "additionalProperties" if known == &json!(false) => known.clone(),
            _ => value.clone(),
        };
        both.insert(word.clone(), value);
    }
    both
}

fn properties(one: &Value, other: &Value) -> Value {
    let mut all = one.as_object().cloned().unwrap_or_default();
    for (name, schema) in other.as_object().into_iter().flatten() {
        let schema = match all.get(name).filter(|known| *known != schema) {
            Some(known) => json!({ "allOf": [known, schema] }),
            None => schema.clone(),
        };
        all.insert(name.clone(), schema);
    }
    Value::Object(all)
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        other => vec![other.clone()],
    }
}

fn joined(one: &Value, other: &Value) -> Value {
    let mut all = items(one);
    let more = items(other).into_iter().filter(|item| !items(one).contains(item));
    all.extend(more);
    Value::Array(all)
}

fn common(one: &Value, other: &Value) -> Value {
    items(one).into_iter().filter(|item| items(other).contains(item)).collect()
}

fn common_types(one: &Value, other: &Value) -> Value {
    let (one, other) = (items(one), items(other));
    let has = |list: &[Value], name: &Value| {
        list.contains(name) || (name == "integer" && list.contains(&json!("number")))
    };
    let all = one.iter().chain(&other);
    let mut both: Vec<Value> = Vec::new();
    for name in all.filter(|name| has(&one, name) && has(&other, name)) {
        if !both.contains(name) {
            both.push(name.clone());
        }
    }
    Value::Array(both)
}

fn larger(one: &Value, other: &Value) -> Value {
    if one.as_f64() >= other.as_f64() { one.clone() } else { other.clone() }
}
