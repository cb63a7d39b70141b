//! The parts of a `multipart/form-data` body, or of another multipart type.

use crate::ir::body::{Content, Part, PartContent};
use crate::ir::types::Type;
use crate::lower::encodings::{are_files, encoding, encodings, media_types};
use crate::lower::models::ty;
use crate::openapi::document::operation::MediaType;
use crate::openapi::document::schema::{Schema, Schemas};

/// The content for a schema: a struct with a field for each part if one is a file, or else the model, whose
/// properties become the parts.
pub(crate) fn content(all: &Schemas, media_type: &MediaType) -> Content {
    let named = media_type.schema.as_ref().and_then(Schema::referred);
    let Some(object) = named.and_then(|name| all.get(name)) else { return Content::Parts };
    let model = media_type.schema.as_ref().map_or(Type::Any, |schema| ty(schema, all));
    if has_file(object, all) || object.additional_schema().is_some_and(Schema::is_binary) {
        return Content::Parts;
    }
    if object.properties.is_none() {
        return Content::Multipart(model, Vec::new());
    }
    let parts: Vec<Part> = object
        .listed()
        .map(|(wire, property)| {
            let listed = media_type.encoding.get(wire).map(|said| said.content_type.as_str());
            let listed = listed.unwrap_or_default();
            let (kind, is_base64) = kind(property, listed, all);
            let mut encoding = encoding(wire, property, media_type, all);
            encoding.is_base64 = is_base64;
            // If several media types are listed, the file has to name its own.
            let is_file = !matches!(kind, PartContent::Value(_));
            if is_file && media_types(listed).count() > 1 {
                encoding.content_type = None;
            }
            Part {
                description: property.description.clone(),
                required: object.required.contains(wire),
                kind,
                encoding,
                media_types: listed.trim().to_owned(),
            }
        })
        .collect();
    let has_files = parts.iter().any(|part| !matches!(part.kind, PartContent::Value(_)));
    if has_files {
        Content::Files(parts)
    } else {
        Content::Multipart(model, encodings(object, media_type, all))
    }
}

/// The content of a part, and whether its bytes are sent in base64.
fn kind(property: &Schema, listed: &str, all: &Schemas) -> (PartContent, bool) {
    let is_file = |schema: &Schema| {
        let is_typed = schema.is_binary() || schema.is_base64();
        let is_open = schema.format.is_none() && schema.values.is_none();
        is_typed
            || is_open && are_files(listed) && matches!(ty(schema, all), Type::String | Type::Any)
    };
    match (ty(property, all), property.items.as_deref()) {
        (Type::Array(_), Some(item)) if is_file(item) => (PartContent::Files, item.is_base64()),
        (Type::Array(_), _) => (PartContent::Value(ty(property, all)), false),
        _ if is_file(property) => (PartContent::File, property.is_base64()),
        (ty, _) => (PartContent::Value(ty), false),
    }
}

/// Whether a variant of a union contains a file, which a model cannot express.
fn has_file(union: &Schema, all: &Schemas) -> bool {
    let is_file = |schema: &Schema| schema.is_binary() || schema.is_base64();
    let mut variants = union.one_of.iter().flatten().map(|variant| variant.followed(all));
    variants.any(|variant| {
        let mut properties = variant.listed().map(|(_, property)| property);
        properties.any(|one| is_file(one) || one.items.as_deref().is_some_and(is_file))
    })
}
