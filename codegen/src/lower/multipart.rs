//! The parts of a `multipart/form-data` body.

use indexmap::IndexMap;

use crate::ir::body::{Content, Part, PartContent};
use crate::ir::types::Type;
use crate::lower::models::ty;
use crate::openapi::document::operation::MediaType;
use crate::openapi::document::schema::Schema;
use crate::openapi::media_type::Media;
use crate::rust::names;
use crate::rust::scope::{Names, Scope, free};

/// What is sent for a schema: a struct with a field for each part where one is a file, else the
/// model, whose properties become the parts.
pub(crate) fn content(all: &IndexMap<String, Schema>, media_type: &MediaType) -> Content {
    let named = media_type.schema.as_ref().and_then(Schema::referred);
    let Some(object) = named.and_then(|name| all.get(name)) else { return Content::Parts };
    let model = media_type.schema.as_ref().map_or(Type::Any, ty);
    if object.properties.is_none() {
        return Content::Multipart(model);
    }
    let mut taken = Names::of(Scope::FormFields);
    let parts: Vec<Part> = object
        .listed()
        .map(|(wire, property)| Part {
            rust: free(&names::argument(wire), &mut taken),
            wire: wire.clone(),
            description: property.description.clone(),
            required: object.required.contains(wire),
            kind: kind(wire, property, media_type),
        })
        .collect();
    let has_files =
        parts.iter().any(|part| matches!(part.kind, PartContent::File | PartContent::Files));
    if has_files { Content::Files(parts) } else { Content::Multipart(model) }
}

fn kind(wire: &str, property: &Schema, media_type: &MediaType) -> PartContent {
    let is_json = |name: &str| Media::of(name) == Media::Json;
    match ty(property) {
        Type::String if property.is_binary() => PartContent::File,
        Type::Array(_) if property.items.as_deref().is_some_and(Schema::is_binary) => {
            PartContent::Files
        }
        ty if media_type.encoding.get(wire).is_some_and(|one| is_json(&one.content_type)) => {
            PartContent::Json(ty)
        }
        ty => PartContent::Value(ty),
    }
}
