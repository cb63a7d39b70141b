//! The encodings of the properties of a form.
//!
//! It takes the document's encoding of a property, and returns the runtime's. It never refuses one: a check
//! has already done so.

use crate::ir::body::Encoding;
use crate::ir::style::Style;
use crate::openapi::document::operation;
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::openapi::media_type::{Media, essence};

/// The encodings of the properties of an object that the document describes.
pub(crate) fn encodings(
    object: &Schema,
    media_type: &operation::MediaType,
    all: &Schemas,
) -> Vec<Encoding> {
    let listed = object.listed();
    let said = listed.map(|(wire, property)| encoding(wire, property, media_type, all));
    said.filter(|encoding| !encoding.is_plain()).collect()
}

/// The encoding of a property.
pub(crate) fn encoding(
    wire: &str,
    property: &Schema,
    media_type: &operation::MediaType,
    all: &Schemas,
) -> Encoding {
    let plain = Encoding { wire: wire.to_owned(), ..Encoding::default() };
    let Some(said) = media_type.encoding.get(wire) else { return plain };
    let has_style = said.style.is_some() || said.explode.is_some() || said.allow_reserved;
    let style = said.style.as_deref().unwrap_or("form");
    let headers = said.headers.iter().filter_map(|(name, header)| {
        let value = header.schema.as_ref()?.only_string()?;
        let is_told = name.eq_ignore_ascii_case("content-type")
            || name.eq_ignore_ascii_case("content-disposition");
        (!is_told).then(|| (name.clone(), value.to_owned()))
    });
    Encoding {
        style: has_style.then(|| style_of(style, said.explode)),
        reserved: said.allow_reserved,
        // It has no meaning beside a style.
        content_type: if has_style { None } else { content_type(property, said, all) },
        headers: headers.collect(),
        ..plain
    }
}

/// The first listed media type that can encode the value.
fn content_type(property: &Schema, said: &operation::Encoding, all: &Schemas) -> Option<String> {
    let mut listed = media_types(&said.content_type);
    if is_compound(property, all) {
        return listed.find(|name| Media::of(name) == Media::Json).map(str::to_owned);
    }
    listed.find(|name| !name.contains('*')).map(str::to_owned)
}

/// The media types that a `contentType` lists.
pub(crate) fn media_types(listed: &str) -> impl Iterator<Item = &str> {
    listed.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Whether a `contentType` lists only files: images and the like, but not text or JSON.
pub(crate) fn are_files(listed: &str) -> bool {
    let mut all = media_types(listed).peekable();
    let is_text = |name: &str| essence(name) == "*/*" || essence(name).starts_with("text/");
    all.peek().is_some() && all.all(|name| Media::of(name) == Media::Bytes && !is_text(name))
}

/// Whether a value may be an object, or an array of objects, so that it cannot be written as text.
fn is_compound(property: &Schema, all: &Schemas) -> bool {
    let property = property.followed(all);
    match property.ty {
        Some(JsonType::Array) => property.items.as_deref().is_none_or(|item| {
            let item = item.followed(all);
            item.ty.is_none() && item.strings().is_none()
                || matches!(item.ty, Some(JsonType::Object | JsonType::Array))
        }),
        Some(JsonType::Object) => true,
        Some(_) => false,
        None => property.strings().is_none(),
    }
}

/// A style by its name in the document.
pub(crate) fn style_of(name: &str, explode: Option<bool>) -> Style {
    let explode = explode.unwrap_or(name == "form");
    match name {
        "label" => Style { name: "Label", explode: Some(explode) },
        "matrix" => Style { name: "Matrix", explode: Some(explode) },
        "spaceDelimited" if !explode => Style { name: "SpaceDelimited", explode: None },
        "pipeDelimited" if !explode => Style { name: "PipeDelimited", explode: None },
        "deepObject" => Style { name: "DeepObject", explode: None },
        "simple" => Style { name: "Simple", explode: Some(explode) },
        _ => Style { name: "Form", explode: Some(explode) },
    }
}
