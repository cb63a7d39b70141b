//! A body has each of its media types once, and first the one that a client sends or reads best.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::each_operation;
use crate::openapi::media_type::{Media, identity, is_media_type};

pub(crate) const PASS: Pass = Pass {
    name: "choose_media_types",
    does: "puts a body's JSON first, then forms, texts and bytes, leaves out what is there under another name, and puts the schema of a parameter beside its media type",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, operations, .. } = draft;
    each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        parameters.into_iter().flatten().for_each(describe);
        let equal = operation.get_mut("requestBody").map(choose).unwrap_or_default();
        if !equal.is_empty() {
            let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
            operations.entry(id.to_owned()).or_default().equal_media_types = equal;
        }
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        for (_, response) in responses.into_iter().flatten() {
            choose(response);
        }
    });
}

/// A parameter that a media type describes has a schema like any other, and the media type beside it.
fn describe(parameter: &mut Value) {
    let Some(parameter) = parameter.as_object_mut() else { return };
    let Some(content) = parameter.shift_remove("content") else { return };
    let first = content.as_object().and_then(|content| content.iter().next());
    let Some((name, media_type)) = first else { return };
    let schema = media_type.get("schema").cloned().unwrap_or_else(|| Value::Object(Map::new()));
    parameter.insert("schema".to_owned(), schema);
    parameter.insert("content".to_owned(), json!({ name: {} }));
}

/// Puts the media types of a body in order, and gives back the names of those that are left out.
fn choose(body: &mut Value) -> Vec<String> {
    let content = body.get_mut("content").and_then(Value::as_object_mut);
    let Some(content) = content.filter(|content| content.len() > 1) else { return Vec::new() };
    let mut all: Vec<(String, Value)> = std::mem::take(content).into_iter().collect();
    // Of equal ones the first stays first: the order is a stable one.
    all.sort_by_key(|(name, media_type)| {
        Media::described(name, media_type.get("schema").unwrap_or(&Value::Null))
    });
    let mut others: Vec<String> = Vec::new();
    let mut known: HashSet<(String, String)> = HashSet::new();
    for (name, media_type) in all {
        let identity = identity(&name, &media_type);
        // A first one that no header can name is a check's to find.
        let is_kept = content.is_empty() || (!known.contains(&identity) && is_media_type(&name));
        if is_kept {
            known.insert(identity);
            content.insert(name, media_type);
        } else {
            others.push(name);
        }
    }
    others
}
