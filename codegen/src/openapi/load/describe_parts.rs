//! Differences between OpenAPI 3.0 and later versions in the parts of a body.
//!
//! In 3.0, a style has no meaning in a part (OpenAPI 3.0.3, section 4.7.15.1), and is left out. Since 3.1, a
//! part whose schema has no type is a file, and the media type of a string is in its schema: both are written
//! into the encoding of the part, as in 3.0.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::openapi::media_type::essence;

/// The media types of properties that name one, or are files, by the name of the schema.
pub(crate) type PartTypes = HashMap<String, Vec<(String, String)>>;

/// The media types of the properties of all named schemas.
pub(crate) fn part_types(document: &Value) -> PartTypes {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let all = schemas.into_iter().flatten().map(|(name, schema)| (name.clone(), of_schema(schema)));
    all.filter(|(_, types)| !types.is_empty()).collect()
}

/// Writes the media types of parts into the encodings of a multipart body.
pub(crate) fn describe_parts(
    media_type: &mut Map<String, Value>,
    pointer: &str,
    later: Option<&PartTypes>,
) {
    let Some((_, name)) = pointer.rsplit_once('/') else { return };
    if !essence(name).starts_with("multipart~1") {
        return;
    }
    let Some(types) = later else {
        let encodings = media_type.get_mut("encoding").and_then(Value::as_object_mut);
        for encoding in encodings.into_iter().flatten() {
            if let Some(encoding) = encoding.1.as_object_mut() {
                encoding.retain(|name, _| !STYLE.contains(&name.as_str()));
            }
        }
        return;
    };
    let Some(schema) = media_type.get("schema") else { return };
    let named = schema.get("$ref").and_then(Value::as_str);
    let named = named.and_then(|text| text.strip_prefix("#/components/schemas/"));
    let found = match named {
        Some(name) => types.get(name).cloned().unwrap_or_default(),
        None => of_schema(schema),
    };
    if found.is_empty() {
        return;
    }
    let encodings = media_type.entry("encoding").or_insert_with(|| json!({}));
    let Some(encodings) = encodings.as_object_mut() else { return };
    for (name, content_type) in found {
        let encoding = encodings.entry(name).or_insert_with(|| json!({}));
        if let Some(encoding) = encoding.as_object_mut()
            && !STYLE.iter().any(|name| encoding.contains_key(*name))
        {
            encoding.entry("contentType").or_insert_with(|| json!(content_type));
        }
    }
}

const STYLE: [&str; 3] = ["style", "explode", "allowReserved"];

/// The media types of the properties of a schema.
fn of_schema(schema: &Value) -> Vec<(String, String)> {
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let types = properties.filter_map(|(name, property)| {
        let own = of_property(property);
        let own = own.or_else(|| of_property(property.get("items")?))?;
        Some((name.clone(), own))
    });
    types.collect()
}

/// The media type of a part.
fn of_property(schema: &Value) -> Option<String> {
    if let Some(media_type) = schema.get("contentMediaType") {
        return media_type.as_str().map(str::to_owned);
    }
    let says_nothing = match schema {
        Value::Bool(true) => true,
        Value::Object(all) => all.keys().all(|name| {
            ["description", "title", "deprecated"].contains(&name.as_str())
                || name.starts_with("x-")
        }),
        _ => false,
    };
    says_nothing.then(|| "application/octet-stream".to_owned())
}
