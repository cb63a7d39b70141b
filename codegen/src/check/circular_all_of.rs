//! No schema is part of itself by `allOf`.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Check, Problems, Scope, View, name_of_reference};

pub(super) const CHECK: Check = Check {
    code: "circular-all-of",
    rule: "What a schema is by `allOf` does not lead back to it.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let parts: HashMap<&str, Vec<&str>> = view
        .named_schemas()
        .map(|(name, schema)| {
            let mut parts = Vec::new();
            schema.members.get("allOf").into_iter().for_each(|all| collect(all, &mut parts));
            parts.extend(schema.text("$ref").and_then(|at| at.strip_prefix(PREFIX)));
            (name.as_str(), parts)
        })
        .collect();
    let mut done = HashSet::new();
    for (name, schema) in view.named_schemas() {
        if schema.members.contains_key("allOf") && is_circular(&parts, name, &mut done) {
            problems.add(
                &schema.at("allOf"),
                format!("`{name}` is a part of itself"),
                "take one of the references on the way back out of its `allOf`",
            );
        }
    }
}

const PREFIX: &str = "#/components/schemas/";

/// The schemas that an `allOf` refers to, also by one that stands in it.
fn collect<'a>(all: &'a Value, parts: &mut Vec<&'a str>) {
    for part in all.as_array().into_iter().flatten() {
        parts.extend(name_of_reference(part));
        part.get("allOf").into_iter().for_each(|inner| collect(inner, parts));
    }
}

/// Whether a walk from a schema comes back to it. What was walked without one is not walked again.
fn is_circular<'a>(
    parts: &HashMap<&'a str, Vec<&'a str>>,
    start: &'a str,
    done: &mut HashSet<&'a str>,
) -> bool {
    let mut seen = HashSet::new();
    let mut next: Vec<&str> = parts.get(start).cloned().unwrap_or_default();
    while let Some(name) = next.pop() {
        if name == start {
            return true;
        }
        if !done.contains(name) && seen.insert(name) {
            next.extend(parts.get(name).into_iter().flatten());
        }
    }
    done.insert(start);
    false
}
