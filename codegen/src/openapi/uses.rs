//! The parts of a document that can be left out, and the users of each component.
//!
//! It finds what must be removed for the pointer of a problem. Nothing here knows the problem.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::openapi::grammar::is_method;
use crate::openapi::pointer::{escape, unescape};

/// A part of a document that can be left out, by its pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Removable {
    Operation(String),
    Path(String),
    Schema(String),
    /// A component other than a schema, which operations use.
    Component(String),
}

impl Removable {
    /// The innermost removable part around a pointer. There is none for a security scheme, which concerns
    /// every operation, or for the document itself.
    pub(crate) fn around(pointer: &str) -> Option<Self> {
        let steps: Vec<&str> = pointer.split('/').skip(1).take(3).collect();
        let outer = |count: usize| format!("/{}", steps[..count].join("/"));
        Some(match steps[..] {
            ["paths", _, method] if is_method(method) => Self::Operation(outer(3)),
            ["paths", _, ..] => Self::Path(outer(2)),
            ["components", "schemas", _] => Self::Schema(outer(3)),
            ["components", group, _] if group != "securitySchemes" => Self::Component(outer(3)),
            _ => return None,
        })
    }
}

/// Removes an operation, a path or a component; `false` if it does not exist.
pub(crate) fn remove(document: &mut Value, pointer: &str) -> bool {
    let Some((outer, name)) = pointer.rsplit_once('/') else { return false };
    let outer = document.pointer_mut(outer).and_then(Value::as_object_mut);
    outer.is_some_and(|entries| entries.shift_remove(&unescape(name)).is_some())
}

/// Replaces a schema with one that allows any JSON; `false` if it already does, or does not exist.
pub(crate) fn allow_any(document: &mut Value, pointer: &str) -> bool {
    let any = Value::Object(Map::new());
    let schema = document.pointer_mut(pointer);
    schema.is_some_and(|schema| std::mem::replace(schema, any.clone()) != any)
}

/// The operations, paths and components that refer to each component, directly or through components other
/// than schemas.
pub(crate) fn users(document: &Value) -> HashMap<String, BTreeSet<String>> {
    let mut direct: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (path, item) in entries(document.get("paths")) {
        let path = escape(path);
        for (name, value) in entries(Some(item)) {
            let user = if is_method(name) {
                format!("/paths/{path}/{name}")
            } else {
                format!("/paths/{path}")
            };
            note(value, &user, &mut direct);
        }
    }
    let groups = entries(document.get("components")).filter(|(group, _)| *group != "schemas");
    for (group, components) in groups {
        for (name, value) in entries(Some(components)) {
            note(value, &format!("/components/{group}/{}", escape(name)), &mut direct);
        }
    }
    let all = direct.keys().map(|target| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![target]);
        while let Some(one) = next.pop() {
            for user in direct.get(one).into_iter().flatten() {
                if seen.insert(user.clone()) {
                    next.push(user);
                }
            }
        }
        (target.clone(), seen)
    });
    all.collect()
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// Notes the references in a value, except those to schemas.
fn note(value: &Value, user: &str, direct: &mut HashMap<String, BTreeSet<String>>) {
    match value {
        Value::Object(properties) => {
            let target = properties.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|text| text.strip_prefix('#'));
            if let Some(target) =
                target.filter(|target| !target.starts_with("/components/schemas/"))
            {
                direct.entry(target.to_owned()).or_default().insert(user.to_owned());
            }
            properties.values().for_each(|property| note(property, user, direct));
        }
        Value::Array(items) => items.iter().for_each(|item| note(item, user, direct)),
        _ => {}
    }
}
