//! A body has the one media type that a client sends or reads best.

use serde_json::{Map, Value};

use super::Pass;
use super::document::each_operation;
use super::media::{LEFT_OUT, MEDIA_TYPE, Media};

pub(super) const PASS: Pass = Pass {
    name: "choose_media_types",
    does: "keeps the first JSON of a body's media types, or else a form, text, or bytes, and puts that of a parameter beside its schema",
    run,
};

fn run(document: &mut Value) {
    each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        parameters.into_iter().flatten().for_each(describe);
        operation.get_mut("requestBody").into_iter().for_each(choose);
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        responses.into_iter().flatten().for_each(|(_, response)| choose(response));
    });
}

/// A parameter that a media type describes has a schema like any other, and the media type beside.
fn describe(parameter: &mut Value) {
    let Some(parameter) = parameter.as_object_mut() else { return };
    let Some(content) = parameter.shift_remove("content") else { return };
    let first = content.as_object().and_then(|content| content.iter().next());
    let Some((name, media_type)) = first else { return };
    let schema = media_type.get("schema").cloned().unwrap_or_else(|| Value::Object(Map::new()));
    parameter.insert("schema".to_owned(), schema);
    parameter.insert(MEDIA_TYPE.to_owned(), name.clone().into());
}

fn choose(body: &mut Value) {
    let Some(content) = body.get_mut("content").and_then(Value::as_object_mut) else { return };
    if content.len() < 2 {
        return;
    }
    // Of equal ones the first: `min_by_key` keeps it.
    let best = content.keys().min_by_key(|name| Media::of(name)).cloned().unwrap_or_default();
    let (kept, others): (Map<_, _>, Map<_, _>) =
        std::mem::take(content).into_iter().partition(|(name, _)| *name == best);
    *content = kept;
    let others: Vec<Value> = others.into_iter().map(|(name, _)| name.into()).collect();
    body[LEFT_OUT] = Value::Array(others);
}
