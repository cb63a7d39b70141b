//! Finding the parts of a body that a description does not describe.
//!
//! The result is the path of a property that the schema does not describe. A property that was removed from a
//! request is still allowed if additional properties are, but nothing says that a server understands it.

use serde_json::{Map, Value};

use crate::execution::instances::flat;
use crate::execution::schema::Oracle;

/// The greatest depth at which a body is searched.
const DEEPEST: usize = 24;

/// The steps to the first undescribed property, if there is one.
pub(super) fn undescribed(oracle: &Oracle, schema: &Value, body: &Value) -> Option<Vec<String>> {
    let mut path = Vec::new();
    first(oracle, schema, body, &mut path).then_some(path)
}

/// Whether there is one; if so, the path leads to it.
fn first(oracle: &Oracle, schema: &Value, body: &Value, path: &mut Vec<String>) -> bool {
    if path.len() > DEEPEST || !(body.is_object() || body.is_array()) {
        return false;
    }
    let mut shallowest: Option<Vec<String>> = None;
    let start = path.len();
    for branch in flat::branches(oracle, schema) {
        if !fits(&branch, body) {
            continue;
        }
        path.truncate(start);
        if !in_branch(oracle, &branch, body, path) {
            path.truncate(start);
            return false;
        }
        if shallowest.as_ref().is_none_or(|known| known.len() < path.len()) {
            shallowest = Some(path.clone());
        }
    }
    match shallowest {
        Some(found) => {
            *path = found;
            true
        }
        None => false,
    }
}

fn fits(branch: &Map<String, Value>, body: &Value) -> bool {
    let name = if body.is_object() { "object" } else { "array" };
    match branch.get("type") {
        Some(Value::String(ty)) => ty == name,
        Some(Value::Array(types)) => types.iter().any(|ty| ty == name),
        _ => true,
    }
}

fn in_branch(
    oracle: &Oracle,
    branch: &Map<String, Value>,
    body: &Value,
    path: &mut Vec<String>,
) -> bool {
    let mut step = |name: String, schema: &Value, value: &Value| {
        path.push(name);
        let found = first(oracle, schema, value, path);
        if !found {
            path.pop();
        }
        found
    };
    match body {
        Value::Array(items) => {
            let Some(schema) = branch.get("items") else { return false };
            items.iter().enumerate().any(|(at, item)| step(at.to_string(), schema, item))
        }
        Value::Object(members) => {
            let properties = branch.get("properties").and_then(Value::as_object);
            let additional = branch.get("additionalProperties");
            // A schema without a type describes anything; an object without properties describes no property.
            if properties.is_none() && additional.is_none() && !branch.contains_key("type") {
                return false;
            }
            for (name, value) in members {
                let known = properties.and_then(|all| all.get(name));
                match known.or(additional.filter(|one| **one != Value::Bool(false))) {
                    Some(schema) if step(name.clone(), schema, value) => return true,
                    Some(_) => {}
                    // A required property counts as described, even if nothing describes its value.
                    None if is_required(branch, name) => {}
                    None => {
                        path.push(name.clone());
                        return true;
                    }
                }
            }
            false
        }
        _ => false,
    }
}

fn is_required(branch: &Map<String, Value>, name: &str) -> bool {
    let names = branch.get("required").and_then(Value::as_array);
    names.is_some_and(|names| names.iter().any(|one| one == name))
}
