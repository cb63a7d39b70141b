//! Bodies are JSON, in one media type.

use serde_json::Value;

use super::{Check, Kind, Object, Problems, Scope, View};

pub(super) const CHECK: Check = Check {
    code: "unsupported-body",
    rule: "A body is described by one JSON media type with a schema, and a request's is required.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for body in view.all(Kind::RequestBody) {
        if !body.flag("required") {
            let help = "add `required: true`, or leave the body out";
            problems.add(&body.pointer, "an optional request body is not supported", help);
        }
        if body
            .members
            .get("content")
            .and_then(Value::as_object)
            .is_some_and(|types| types.is_empty())
        {
            problems.add(
                &body.at("content"),
                "the request body has no media type",
                "add `application/json:`",
            );
        }
        media_types(view, body, problems);
    }
    for response in view.all(Kind::Response) {
        media_types(view, response, problems);
    }
}

fn media_types<'a>(view: &View<'a>, body: &Object<'a>, problems: &mut Problems<'_>) {
    let types: Vec<_> = body.map("content").collect();
    if types.len() > 1 {
        let message = format!("the body has {} media types", types.len());
        problems.add(
            &body.at("content"),
            message,
            "keep the JSON one: a client sends and reads one",
        );
    }
    for (name, media_type) in types {
        let place = format!("{}/content/{}", body.pointer, crate::read::escape(name));
        if !is_json(name) {
            let help = "describe the body as `application/json` or another `…+json`";
            problems.add(&place, format!("a body of type `{name}` is not supported"), help);
        }
        if media_type.get("schema").is_none() {
            let help = "add `schema:`; `schema: {}` stands for any JSON";
            problems.add(&place, "the media type has no schema", help);
        }
        if let Some(schema) = media_type.get("schema").filter(|schema| !is_model(view, schema)) {
            let kind = schema.get("type").and_then(Value::as_str).unwrap_or("anything");
            let help = "describe it as an object with properties, or as a union of objects";
            problems.add(
                &format!("{place}/schema"),
                format!("a body that is {kind} is not supported yet"),
                help,
            );
        }
        if media_type.get("encoding").is_some() {
            let place = format!("{place}/encoding");
            problems.add(&place, "`encoding` is for forms, which are not supported", "take it out");
        }
    }
}

/// Whether a media type is JSON (RFC 6839, section 3.1).
fn is_json(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// Whether a schema becomes a type that a body can be decoded as.
fn is_model<'a>(view: &View<'a>, schema: &'a Value) -> bool {
    let is_named = schema.get("$ref").is_some();
    let (schema, _) = view.follow(schema, String::new());
    // A reference that leads nowhere has a report of its own.
    if schema.get("$ref").is_some() {
        return true;
    }
    let is_object = schema.get("type").and_then(Value::as_str) == Some("object");
    schema.get("oneOf").is_some() || (is_object && (is_named || schema.get("properties").is_some()))
}
