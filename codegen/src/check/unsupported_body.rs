//! The bodies of requests can be encoded.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::document::schema::JsonType;
use crate::openapi::media_type::{Media, is_media_type};
use crate::openapi::view::View;
use crate::openapi::view::operation::RequestBodyView;
use crate::openapi::view::properties::Located;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-body",
    rule: "A request body has a media type that is valid in a header, and the schema of a form is an object.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for body in view.all::<RequestBodyView<'_>>() {
        if body.has_no_media_type() {
            let message = "the request body has no media type";
            problems.add(&body.at("content"), message, "add `application/json:`");
        }
        media_type(view, &body, problems);
    }
}

fn media_type<'a>(
    view: &View<'a>,
    body: &Located<'_, RequestBodyView<'a>>,
    problems: &mut Problems<'_>,
) {
    // The others are left out where they cannot be sent.
    let Some((name, media, media_type)) = body.preferred() else { return };
    let pointer = body.at_entry("content", name);
    if !is_media_type(name) {
        let message = format!("`{}` is not a media type", name.escape_debug());
        problems.add(&pointer, message, "write one such as `application/json`");
    }
    let is_mixed = name.starts_with("multipart/") && !name.starts_with("multipart/form-data");
    let is_form = matches!(media, Media::Form | Media::Multipart) && !is_mixed;
    let Some(schema) = media_type.schema().filter(|_| is_form) else { return };
    let ty = view.target(schema).ty().unwrap_or(JsonType::Object);
    if ty != JsonType::Object {
        let message = format!("a form of type {} has no properties to send", ty.name());
        problems.add(&format!("{pointer}/schema"), message, "describe it as an object");
    }
}
