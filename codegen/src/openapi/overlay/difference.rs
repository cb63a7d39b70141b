//! The overlay that makes one document of another.
//!
//! In go two documents, out come the actions of Overlay 1.1 that lead from the first to the second.
//! The order of properties is not looked at.

use serde_json::{Map, Value, json};

/// The actions that make `new` of `old`; none where they are the same.
pub(crate) fn difference(old: &Value, new: &Value) -> Vec<Value> {
    let mut actions = Vec::new();
    if let (Value::Object(old), Value::Object(new)) = (old, new) {
        objects(old, new, "$", &mut actions);
    }
    actions
}

/// Removes what is gone, updates what is new or other, and goes on with what both have.
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

/// Goes on in two values that differ only inside.
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

/// How one value becomes another.
enum Between {
    /// An update of the object around it is enough.
    Update,
    /// What is there has to be removed first.
    Replace,
    /// Both are objects, or arrays of which the first goes on in the second.
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

/// The path of a property (RFC 9535): its name where that is a word, else in quotes.
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
