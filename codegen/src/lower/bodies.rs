//! The body of a request, by media type.

use indexmap::IndexMap;

use crate::ir::body::{Body, Content, MediaType};
use crate::ir::types::Type;
use crate::lower::encodings::encodings;
use crate::lower::models::nullable;
use crate::openapi::document::operation;
use crate::openapi::document::operation::RequestBody;
use crate::openapi::document::schema::Schema;
use crate::openapi::media_type::Media;

/// The body of a request.
pub(crate) fn body(
    all: &IndexMap<String, Schema>,
    body: &RequestBody,
    equal: &[String],
) -> Option<Body> {
    let (mut media_types, mut left_out): (Vec<MediaType>, _) = (Vec::new(), equal.to_vec());
    for (name, media_type) in &body.content {
        let content = sent(all, name, media_type);
        // Only one form can have files, and an array or a string cannot be a form.
        let has_files = media_types.iter().any(|known| matches!(known.content, Content::Files(_)));
        let is_sendable = match &content {
            Content::Form(ty, _) | Content::Multipart(ty, _) => is_object(ty),
            Content::Files(_) => !has_files,
            _ => true,
        };
        if !is_sendable && !media_types.is_empty() {
            left_out.push(name.clone());
            continue;
        }
        let (described, name) = (name.clone(), named(name, &content));
        media_types.push(MediaType { described, name, content });
    }
    let (required, description) = (body.required, body.description.clone());
    (!media_types.is_empty()).then_some(Body { required, description, media_types, left_out })
}

fn sent(all: &IndexMap<String, Schema>, name: &str, media_type: &operation::MediaType) -> Content {
    let schema = media_type.schema.as_ref();
    let ty = || schema.map_or(Type::Any, |schema| nullable(schema, all));
    match Media::described(name, schema) {
        Media::Json => Content::Json(ty()),
        Media::Form => {
            let object = schema.map(|schema| schema.followed(all));
            let encodings = object.map(|object| encodings(object, media_type, all));
            Content::Form(ty(), encodings.unwrap_or_default())
        }
        Media::Multipart => crate::lower::multipart::content(all, media_type),
        Media::Events | Media::JsonLines | Media::Text => Content::Text,
        Media::Bytes => Content::Bytes,
    }
}

/// The media type that a request sends: a range cannot be sent.
fn named(name: &str, content: &Content) -> String {
    match content {
        Content::Json(_) if name.contains('*') => "application/json".to_owned(),
        _ if name.contains('*') || name.trim().is_empty() => "application/octet-stream".to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a type may be an object.
fn is_object(ty: &Type) -> bool {
    match ty {
        Type::Any | Type::Object | Type::Map(_) | Type::Model(_) => true,
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Linked(inner) => is_object(inner),
        _ => false,
    }
}
