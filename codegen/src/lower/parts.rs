//! The parts of a `multipart/form-data` body.

use std::collections::HashSet;

use serde_json::Value;

use crate::ir::body::{Content, FormPart, PartKind};
use crate::ir::types::Type;
use crate::lower::models::ty;
use crate::openapi::media_type::is_binary;
use crate::openapi::value::{entries, list, referred, text};
use crate::rust::names;
use crate::rust::scope::{Names, Scope, free};

/// What is sent for a schema: a struct with a field for each part where one is a file, else the
/// model, whose members become the parts.
pub(crate) fn content(document: &Value, schema: &Value, media_type: &Value) -> Content {
    let schemas = document.pointer("/components/schemas");
    let named = referred(schema).and_then(|name| schemas?.get(name));
    let object = named.unwrap_or(schema);
    let Some(properties) = object.get("properties").filter(|_| named.is_some()) else {
        return if named.is_some() { Content::Multipart(ty(schema)) } else { Content::Parts };
    };
    let required: HashSet<&str> = list(object.get("required")).filter_map(Value::as_str).collect();
    let mut taken = Names::of(Scope::FormFields);
    let parts: Vec<FormPart> = entries(Some(properties))
        .map(|(wire, property)| FormPart {
            rust: free(&names::argument(wire), &mut taken),
            wire: wire.clone(),
            description: text(property, "/description"),
            required: required.contains(wire.as_str()),
            kind: kind(wire, property, media_type),
        })
        .collect();
    let has_files = parts.iter().any(|part| matches!(part.kind, PartKind::File | PartKind::Files));
    if has_files { Content::Files(parts) } else { Content::Multipart(ty(schema)) }
}

fn kind(wire: &str, property: &Value, media_type: &Value) -> PartKind {
    let items = property.get("items").unwrap_or(&Value::Null);
    let encoding = media_type.get("encoding").and_then(|all| all.get(wire));
    let content_type = encoding.map(|one| text(one, "/contentType")).unwrap_or_default();
    match ty(property) {
        Type::Text if is_binary(property) => PartKind::File,
        Type::List(_) if is_binary(items) => PartKind::Files,
        ty if crate::openapi::media_type::Media::of(&content_type)
            == crate::openapi::media_type::Media::Json =>
        {
            PartKind::Json(ty)
        }
        ty => PartKind::Value(ty),
    }
}
