//! No model contains itself without a list between.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Check, Problems, Scope, View, name_of_reference};

pub(super) const CHECK: Check = Check {
    code: "infinite-model",
    rule: "A schema contains itself only through a list, and a list only through an object.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let schemas = view.source.document.value.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
    let parts: BTreeMap<&str, Vec<&str>> = schemas
        .map(|(name, schema)| {
            let mut parts = Vec::new();
            collect(schema, &mut parts);
            (name.as_str(), parts)
        })
        .collect();
    for (name, schema) in view.named_schemas() {
        // A circle of nothing but references has a report of its own.
        if schema.members.contains_key("$ref") {
            continue;
        }
        if reaches(&parts, name) {
            let message = format!("`{name}` contains itself, so that no value of it would end");
            problems.add(
                &schema.pointer,
                message,
                "put a list on the way, or keep the inner part as `{}`",
            );
        } else if schema.text("type") == Some("array") && !ends(view, schema.members.get("items")) {
            let message = format!("`{name}` is a list of lists without an end");
            problems.add(&schema.pointer, message, "put an object with a name on the way");
        }
    }
}

/// The schemas that a value holds directly, not in a list.
fn collect<'a>(value: &'a Value, parts: &mut Vec<&'a str>) {
    if let Some(name) = name_of_reference(value) {
        parts.push(name);
        return;
    }
    match value {
        Value::Object(members) if members.get("type").and_then(Value::as_str) != Some("array") => {
            members.values().for_each(|value| collect(value, parts));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, parts)),
        _ => {}
    }
}

fn reaches(parts: &BTreeMap<&str, Vec<&str>>, start: &str) -> bool {
    let mut seen = Vec::new();
    let mut next: Vec<&str> = parts.get(start).cloned().unwrap_or_default();
    while let Some(name) = next.pop() {
        if name == start {
            return true;
        }
        if !seen.contains(&name) {
            seen.push(name);
            next.extend(parts.get(name).into_iter().flatten());
        }
    }
    false
}

/// Whether the items of a list are something else than lists at last. Nobody means a list that is
/// deeper than this.
fn ends(view: &View<'_>, items: Option<&Value>) -> bool {
    let mut items = items;
    for _ in 0..32 {
        let Some(schema) = items.map(|schema| view.follow(schema, String::new()).0) else {
            return true;
        };
        if schema.get("type").and_then(Value::as_str) != Some("array") {
            return true;
        }
        items = schema.get("items");
    }
    false
}
