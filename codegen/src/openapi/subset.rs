//! The operations of a document, and the document without some of them.
//!
//! It keeps a given set of operations of a document with everything that they need. Nothing here knows how
//! operations are chosen.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::openapi::grammar::is_method;
use crate::openapi::pointer::escape;

/// An operation, with its names for selectors.
pub(crate) struct Operation {
    pub(crate) pointer: String,
    /// The HTTP method in capitals.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    pub(crate) tags: Vec<String>,
}

/// The operations of a document, in its order.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in entries(document.get("paths")).filter(|(path, _)| path.starts_with('/')) {
        for (method, operation) in entries(Some(item)) {
            if !is_method(method) {
                continue;
            }
            let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
            let id = operation.get("operationId").and_then(Value::as_str);
            all.push(Operation {
                pointer: format!("/paths/{}/{method}", escape(path)),
                method: method.to_ascii_uppercase(),
                path: path.clone(),
                id: id.map(str::to_owned),
                tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
            });
        }
    }
    all
}

/// Leaves out operations, and paths that have none left. Returns the pointers of the removed values.
pub(crate) fn leave_out(document: &mut Value, operations: &BTreeSet<&str>) -> Vec<String> {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return Vec::new();
    };
    let mut gone = Vec::new();
    paths.retain(|path, item| {
        let Some(item) = item.as_object_mut() else { return true };
        let outer = format!("/paths/{}", escape(path));
        let before = gone.len();
        item.retain(|name, _| {
            let pointer = format!("{outer}/{name}");
            let is_wanted = !operations.contains(pointer.as_str());
            if !is_wanted {
                gone.push(pointer);
            }
            is_wanted
        });
        let is_empty = !item.keys().any(|name| is_method(name));
        let is_gone = is_empty && gone.len() > before;
        if is_gone {
            gone.push(outer);
        }
        !is_gone
    });
    gone
}

/// Leaves out the components, tags and security schemes that nothing else in the document needs. Returns the
/// pointers of the removed values.
pub(crate) fn prune(document: &mut Value) -> Vec<String> {
    let needed = needed(document);
    let mut gone = Vec::new();
    let components = document.get_mut("components").and_then(Value::as_object_mut);
    for (group, components) in components.into_iter().flatten() {
        let Some(components) = components.as_object_mut() else { continue };
        components.retain(|name, _| {
            let pointer = format!("/components/{group}/{}", escape(name));
            let is_needed = name.starts_with("x-") || needed.contains(&pointer);
            if !is_needed {
                gone.push(pointer);
            }
            is_needed
        });
    }
    prune_tags(document);
    gone
}

/// The pointers of the components that the rest of a document needs.
fn needed(document: &Value) -> HashSet<String> {
    let children = children(document);
    let mut needed = HashSet::new();
    let mut open = Vec::new();
    for (name, value) in entries(Some(document)).filter(|(name, _)| *name != "components") {
        match name.as_str() {
            "security" => schemes(value, &mut open),
            _ => references(value, &mut open),
        }
    }
    for (_, item) in entries(document.get("paths")) {
        for (_, operation) in entries(Some(item)) {
            schemes(operation.get("security").unwrap_or(&Value::Null), &mut open);
        }
    }
    while let Some(pointer) = open.pop() {
        if !needed.insert(pointer.clone()) {
            continue;
        }
        if let Some(component) = document.pointer(&pointer) {
            references(component, &mut open);
        }
        open.extend(children.get(&pointer).into_iter().flatten().cloned());
    }
    needed
}

/// Adds the components that the strings in a value refer to: those of references, and of discriminator
/// mappings.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let Some(rest) = text.strip_prefix("#/components/") else { return };
            let steps: Vec<&str> = rest.splitn(3, '/').take(2).collect();
            if let [group, name] = steps[..] {
                found.push(format!("/components/{group}/{name}"));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(properties) => {
            properties.values().for_each(|property| references(property, found));
        }
        _ => {}
    }
}

/// Adds the schemes that security requirements name.
fn schemes(requirements: &Value, found: &mut Vec<String>) {
    for requirement in requirements.as_array().into_iter().flatten() {
        let names = entries(Some(requirement)).map(|(name, _)| escape(name));
        found.extend(names.map(|name| format!("/components/securitySchemes/{name}")));
    }
}

/// The schemas that extend each parent: a parent with a discriminator needs them.
fn children(document: &Value) -> HashMap<String, Vec<String>> {
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    for (name, schema) in entries(document.pointer("/components/schemas")) {
        let parents = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in parents.filter_map(|parent| parent.get("$ref")?.as_str()?.strip_prefix('#')) {
            let of = document.pointer(parent);
            if of.is_some_and(|parent| parent.get("discriminator").is_some()) {
                let child = format!("/components/schemas/{}", escape(name));
                children.entry(parent.to_owned()).or_default().push(child);
            }
        }
    }
    children
}

/// Leaves out the tags that no operation has any more.
fn prune_tags(document: &mut Value) {
    let used: HashSet<String> = operations(document).into_iter().flat_map(|one| one.tags).collect();
    if let Some(tags) = document.get_mut("tags").and_then(Value::as_array_mut) {
        tags.retain(|tag| {
            let name = tag.get("name").and_then(Value::as_str);
            name.is_none_or(|name| used.contains(name))
        });
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).map(Map::iter).into_iter().flatten()
}

/// Whether a pointer is equal to another, or inside of it.
pub(crate) fn is_in(pointer: &str, outer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
