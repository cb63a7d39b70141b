//! Bodies can be written and read.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::document::operation::RequestBody;
use crate::openapi::grammar::ObjectType;
use crate::openapi::media_type::{Media, is_media_type};
use crate::openapi::view::{Object, View};

pub(crate) const CHECK: Check = Check {
    code: "unsupported-body",
    rule: "A request body has a media type that a header can name, and a form's schema is an object.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for body in view.all(ObjectType::RequestBody) {
        let content = body.members.get("content").and_then(Value::as_object);
        if content.is_some_and(|types| types.is_empty()) {
            let message = "the request body has no media type";
            problems.add(&body.at("content"), message, "add `application/json:`");
        }
        media_type(view, body, problems);
    }
}

fn media_type<'a>(view: &View<'a>, body: &Object<'a>, problems: &mut Problems<'_>) {
    // Of several, the best must be one that can be sent; of the others those are left out that cannot.
    let described = RequestBody::of(body.members).content;
    let kind = |name: &str| {
        Media::described(name, described.get(name).and_then(|one| one.schema.as_ref()))
    };
    let best = body.map("content").min_by_key(|(name, _)| kind(name));
    let Some((name, media_type)) = best else { return };
    let place = format!("{}/content/{}", body.pointer, crate::openapi::pointer::escape(name));
    if !is_media_type(name) {
        let message = format!("`{}` is not a media type", name.escape_debug());
        problems.add(&place, message, "write one such as `application/json`");
    }
    let is_mixed = name.starts_with("multipart/") && !name.starts_with("multipart/form-data");
    let is_form = matches!(kind(name), Media::Form | Media::Multipart) && !is_mixed;
    let Some(schema) = media_type.get("schema").filter(|_| is_form) else { return };
    let (schema, _) = view.follow(schema, String::new());
    let kind = schema.get("type").and_then(Value::as_str).unwrap_or("object");
    if kind != "object" {
        let message = format!("a form that is {kind} has no properties to send");
        problems.add(&format!("{place}/schema"), message, "describe it as an object");
    }
}
