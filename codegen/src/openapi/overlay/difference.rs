//! The overlay that changes one document into another.
//!
//! It returns the actions of Overlay 1.1 that lead from the first document to the second. The order of
//! properties is ignored.

use serde_json::{Map, Value, json};

/// The actions that change `old` into `new`; none if they are the same.
pub(crate) fn difference(old: &Value, new: &Value) -> Vec<Value> {
    let mut actions = Vec::new();
    if let (Value::Object(old), Value::Object(new)) = (old, new) {
        objects(old, new, "$", &mut actions);
    }
    actions
}

/// Removes properties that are gone, updates new and changed ones, and compares the insides of the others.
fn objects(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    path: &str,
    actions: &mut Vec<Value>,
) {
    let mut update = Map::new();
    let mut inner = Vec::new();
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        actions.push(json!({ "target": property(path, name), "remove": true }));
    }
    for (name, value) in new {
        match old.get(name) {
            Some(known) if known == value => {}
            Some(known) => match between(known, value) {
                Between::Update => {
                    update.insert(name.clone(), value.clone());
                }
                Between::Replace => {
                    actions.push(json!({ "target": property(path, name), "remove": true }));
                    update.insert(name.clone(), value.clone());
                }
                Between::Inside => inner.push((name, known, value)),
            },
            None => {
                update.insert(name.clone(), value.clone());
            }
        }
    }
    if !update.is_empty() {
        actions.push(json!({ "target": path, "update": update }));
    }
    for (name, known, value) in inner {
        inside(known, value, &property(path, name), actions);
    }
}

/// Compares the insides of two values.
fn inside(old: &Value, new: &Value, path: &str, actions: &mut Vec<Value>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => objects(old, new, path, actions),
        (Value::Array(old), Value::Array(new)) => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                inside(old, new, &format!("{path}[{index}]"), actions);
            }
            if let Some(added) = new.get(old.len()..).filter(|added| !added.is_empty()) {
                actions.push(json!({ "target": path, "update": added }));
            }
        }
        _ => {}
    }
}

/// The way from one value to another.
enum Between {
    /// An update of the object around it is enough.
    Update,
    /// The old value must be removed first.
    Replace,
    /// Both are objects, or arrays of which the second continues the first.
    Inside,
}

fn between(old: &Value, new: &Value) -> Between {
    let is_simple = |value: &Value| !value.is_object() && !value.is_array();
    match (old, new) {
        (Value::Object(_), Value::Object(_)) => Between::Inside,
        (Value::Array(old), Value::Array(new)) => {
            let is_alike =
                |(old, new): (&Value, &Value)| old == new || (old.is_object() && new.is_object());
            match old.len() <= new.len() && old.iter().zip(new).all(is_alike) {
                true => Between::Inside,
                false => Between::Replace,
            }
        }
        (Value::Null, _) => Between::Update,
        (old, new) if is_simple(old) && is_simple(new) => Between::Update,
        _ => Between::Replace,
    }
}

/// The path of a property (RFC 9535): its name if that is a word, otherwise in quotes.
fn property(path: &str, name: &str) -> String {
    let mut characters = name.chars();
    let is_word =
        characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && characters.all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word {
        return format!("{path}.{name}");
    }
    let mut quoted = String::new();
    for c in name.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if u32::from(c) < 0x20 => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    format!("{path}['{quoted}']")
}
