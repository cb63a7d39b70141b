//! The bodies of requests can be encoded.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::document::schema::JsonType;
use crate::openapi::media_type::{Media, is_media_type};
use crate::openapi::pointer::escape;
use crate::openapi::view::View;
use crate::openapi::view::operation::{MediaTypeView, RequestBodyView};
use crate::openapi::view::properties::Located;
use crate::openapi::view::schema::SchemaView;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-body",
    rule: "A request body has a media type that is valid in a header, the schema of a form is an object, and its properties can be encoded as the document says.",
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
    if matches!(media, Media::Form | Media::Multipart) {
        encodings(view, (&pointer, media), media_type, problems);
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

/// The encodings of the properties of a form.
fn encodings<'a>(
    view: &View<'a>,
    (pointer, media): (&str, Media),
    media_type: MediaTypeView<'a>,
    problems: &mut Problems<'_>,
) {
    let Some(schema) = media_type.schema() else { return };
    let object = view.target(schema);
    for (name, encoding) in media_type.encodings() {
        let Some(property) = object.property(name).map(|one| view.target(one)) else { continue };
        let pointer = format!("{pointer}/encoding/{}", escape(name));
        let listed = encoding.content_type();
        let is_json =
            listed.is_empty() || listed.split(',').any(|one| Media::of(one) == Media::Json);
        if !is_json && is_compound(view, property) {
            let message =
                format!("the property `{name}` has no text, and cannot be sent as `{listed}`");
            let help = "write `application/json`, or a style; `--partial` leaves out the operation";
            problems.add(&format!("{pointer}/contentType"), message, help);
        }
        for (header, described) in encoding.headers().filter(|_| media == Media::Multipart) {
            let described = view.target(described);
            let value = described.schema().and_then(|schema| view.target(schema).only_string());
            let is_told = header.eq_ignore_ascii_case("content-type")
                || header.eq_ignore_ascii_case("content-disposition");
            let is_file = matches!(property.format(), Some("binary" | "byte"));
            if described.is_required() && value.is_none() && !is_told && !is_file {
                let message =
                    format!("the header `{header}` of the part `{name}` has no known value");
                let help = "list its only value in `enum`, or leave `required` out";
                problems.add(&format!("{pointer}/headers/{}", escape(header)), message, help);
            }
        }
    }
}

/// Whether a value is an object, or an array of such.
fn is_compound<'a>(view: &View<'a>, schema: SchemaView<'a>) -> bool {
    match schema.ty() {
        Some(JsonType::Array) => {
            let item = schema.items().map(|item| view.target(item));
            item.is_some_and(|item| matches!(item.ty(), Some(JsonType::Object | JsonType::Array)))
        }
        Some(ty) => ty == JsonType::Object,
        None => schema.has_properties(),
    }
}
