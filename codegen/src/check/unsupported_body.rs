//! Request bodies can be encoded.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::operation::{MediaType, RequestBody};
use crate::openapi::document::schema::{JsonType, Schema};
use crate::openapi::media_type::{Media, is_media_type};

pub(crate) const CHECK: Check = Check {
    code: "unsupported-body",
    rule: "A request body has a media type that is valid in a header, the schema of a form is an object, and its properties can be encoded as the document says.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for body in description.request_bodies() {
        let pointer = body.pointer.property("content");
        if body.content.is_empty() && description.value(&pointer).is_some() {
            let message = "the request body has no media type";
            problems.add(&pointer, message, "add `application/json:`");
        }
        media_type(description, body, problems);
    }
}

fn media_type(description: &Description<'_>, body: &RequestBody, problems: &mut Problems<'_>) {
    let all = body.content.iter();
    let all = all.map(|(name, one)| (name, Media::described(name, one.schema.as_ref()), one));
    // A client prefers one of them. Others that cannot be sent are left out.
    let Some((name, media, media_type)) = all.min_by_key(|(_, media, _)| *media) else { return };
    let pointer = &media_type.pointer;
    if !is_media_type(name) {
        let message = format!("`{}` is not a media type", name.escape_debug());
        problems.add(pointer, message, "write one such as `application/json`");
    }
    if matches!(media, Media::Form | Media::Multipart) {
        encodings(description, media, media_type, problems);
    }
    let is_mixed = name.starts_with("multipart/") && !name.starts_with("multipart/form-data");
    let is_form = matches!(media, Media::Form | Media::Multipart) && !is_mixed;
    let Some(schema) = media_type.schema.as_ref().filter(|_| is_form) else { return };
    let ty = description.target(schema).ty.unwrap_or(JsonType::Object);
    if ty != JsonType::Object {
        let message = format!("a form of type {} has no properties to send", ty.name());
        problems.add(&pointer.property("schema"), message, "describe it as an object");
    }
}

/// The encodings of the properties of a form.
fn encodings(
    description: &Description<'_>,
    media: Media,
    media_type: &MediaType,
    problems: &mut Problems<'_>,
) {
    let Some(schema) = &media_type.schema else { return };
    let object = description.target(schema);
    for (name, encoding) in &media_type.encoding {
        let Some(property) = object.property(name).map(|one| description.target(one)) else {
            continue;
        };
        let has_style = encoding.style.is_some() || encoding.explode.is_some();
        let listed = if has_style { "" } else { encoding.content_type.as_str() };
        let is_json =
            listed.is_empty() || listed.split(',').any(|one| Media::of(one) == Media::Json);
        if !is_json && is_compound(description, property) {
            let message =
                format!("the property `{name}` has no text, and cannot be sent as `{listed}`");
            let help = "write `application/json`, or a style; `--partial` leaves out the operation";
            problems.add(&encoding.pointer.property("contentType"), message, help);
        }
        for (header, described) in encoding.headers.iter().filter(|_| media == Media::Multipart) {
            let pointer = &described.pointer;
            let described = description.target(described);
            let schema = described.schema.as_ref().map(|schema| description.target(schema));
            let value = schema.and_then(Schema::only_string);
            let is_told = header.eq_ignore_ascii_case("content-type")
                || header.eq_ignore_ascii_case("content-disposition");
            let is_file = matches!(property.format.as_deref(), Some("binary" | "byte"));
            if described.required && value.is_none() && !is_told && !is_file {
                let message =
                    format!("the header `{header}` of the part `{name}` has no known value");
                let help = "list its only value in `enum`, or leave `required` out";
                problems.add(pointer, message, help);
            }
        }
    }
}

/// Whether a value is an object, or an array of objects.
fn is_compound(description: &Description<'_>, schema: &Schema) -> bool {
    match schema.ty {
        Some(JsonType::Array) => {
            let item = schema.items.as_deref().map(|item| description.target(item));
            item.is_some_and(|item| matches!(item.ty, Some(JsonType::Object | JsonType::Array)))
        }
        Some(ty) => ty == JsonType::Object,
        None => schema.properties.is_some(),
    }
}
