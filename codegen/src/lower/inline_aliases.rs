//! Named schemas that need no type of their own stand where they are used.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_schema, schemas};
use crate::openapi::value::referred;

pub(crate) const PASS: Pass = Pass {
    name: "inline_aliases",
    does: "puts named scalars, lists, maps and free schemas where they are used: they become no types",
    run,
};

fn run(draft: &mut Draft) {
    let Some(all) = schemas(&mut draft.document) else { return };
    let mut aliases: Map<String, Value> = all
        .iter()
        .filter(|(_, schema)| is_alias(schema))
        .map(|(name, schema)| (name.clone(), trimmed(schema)))
        .collect();
    for name in kept(&aliases) {
        aliases.shift_remove(&name);
        if let Some(schema) = all.get_mut(&name) {
            keep(schema);
        }
    }
    all.retain(|name, _| !aliases.contains_key(name));
    shorten(&mut aliases);
    each_schema(draft, &mut |schema| {
        if let Some(alias) = referred(schema).and_then(|name| aliases.get(name)) {
            inline(schema, alias);
        }
    });
}

/// Puts what an alias of an alias stands for in its place, the last of a chain first.
fn shorten(aliases: &mut Map<String, Value>) {
    let names: Vec<String> = aliases.keys().cloned().collect();
    let mut done = HashSet::new();
    for start in names {
        let mut chain = Vec::new();
        let mut at = Some(start);
        // A circle has been kept as a type before.
        while let Some(name) = at.filter(|name| done.insert(name.clone())) {
            at = aliases
                .get(&name)
                .and_then(referred)
                .filter(|next| aliases.contains_key(*next))
                .map(str::to_owned);
            chain.push(name);
        }
        for name in chain.into_iter().rev() {
            let target = aliases.get(&name).and_then(referred).and_then(|next| aliases.get(next));
            if let (Some(target), Some(alias)) = (target.cloned(), aliases.get_mut(&name)) {
                inline(alias, &target);
            }
        }
    }
}

fn is_alias(schema: &Value) -> bool {
    let has = |name: &str| schema.get(name).is_some();
    let is_map = !has("properties")
        && schema
            .get("additionalProperties")
            .is_some_and(|one| one.as_object().is_some_and(|one| !one.is_empty()));
    let is_object = schema.get("type").and_then(Value::as_str) == Some("object") && !is_map;
    !is_object && !has("oneOf") && !has("enum")
}

/// The alias without what its type has no use for: it would be copied wherever it is used, and can
/// lead back to the alias.
fn trimmed(schema: &Value) -> Value {
    let kept: &[&str] = match schema.get("type").and_then(Value::as_str) {
        Some("array") => &["items"],
        Some("object") => &["additionalProperties"],
        _ => &[],
    };
    let mut schema = schema.clone();
    if let Some(members) = schema.as_object_mut() {
        members.retain(|name, _| {
            let has_parts = ["properties", "items", "additionalProperties", "allOf"];
            !has_parts.contains(&name.as_str()) || kept.contains(&name.as_str())
        });
    }
    schema
}

/// What is said beside the reference is said of this use, and stays.
fn inline(schema: &mut Value, alias: &Value) {
    let words = schema.as_object().cloned().unwrap_or_default();
    *schema = alias.clone();
    // What says what the value is, the alias says.
    const FORM: [&str; 8] = [
        "$ref",
        "type",
        "format",
        "items",
        "properties",
        "required",
        "additionalProperties",
        "enum",
    ];
    for (name, value) in words.into_iter().filter(|(name, _)| !FORM.contains(&name.as_str())) {
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

/// The aliases that are kept as types: one in each circle, and one in so many of a long chain that
/// no type nests deep.
fn kept(aliases: &Map<String, Value>) -> Vec<String> {
    const DEEPEST: usize = 16;
    // How deep what each alias stands for goes until the next type. An alias leads to one other at
    // most, so each is walked once.
    let mut depths: HashMap<&str, usize> = HashMap::new();
    let mut kept = Vec::new();
    for start in aliases.keys() {
        let mut path = Vec::new();
        let mut on_path = HashSet::new();
        let mut at = Some(start.as_str());
        let mut depth = 0;
        while let Some(name) = at {
            if let Some(known) = depths.get(name) {
                depth = *known;
                break;
            }
            if !on_path.insert(name) {
                kept.push(name.to_owned());
                depths.insert(name, 0);
                break;
            }
            path.push(name);
            at = aliases.get(name).and_then(leads_to).filter(|next| aliases.contains_key(*next));
        }
        for name in path.into_iter().rev() {
            // Another name for a type makes no type deeper.
            depth += usize::from(aliases.get(name).and_then(referred).is_none());
            if depth == DEEPEST && !kept.iter().any(|one| one == name) {
                kept.push(name.to_owned());
                depth = 0;
            }
            depths.entry(name).or_insert(depth);
        }
    }
    kept
}

/// The schema that an alias stands for, or whose list or map.
fn leads_to(schema: &Value) -> Option<&str> {
    match referred(schema) {
        Some(name) => Some(name),
        None => {
            schema.get("items").or_else(|| schema.get("additionalProperties")).and_then(leads_to)
        }
    }
}
