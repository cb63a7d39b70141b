//! Media types, and the encoding of a body of each.

use crate::openapi::document::json::Json as _;
use crate::openapi::document::operation::MediaType;
use crate::openapi::document::schema::{JsonType, Schema};
use crate::openapi::value::canonical;

/// The encoding of a body. A client prefers the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Media {
    Json,
    Form,
    Multipart,
    /// A stream of events.
    Events,
    /// A stream of JSON values, one per line.
    JsonLines,
    Text,
    Bytes,
}

impl Media {
    /// The encoding of a media type with any parameters (RFC 6839 for the suffixes).
    pub(crate) fn of(name: &str) -> Self {
        let essence = essence(name);
        match essence.as_str() {
            "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "text/event-stream" => Self::Events,
            "application/jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/ndjson"
            | "application/x-ndjson"
            | "application/json-seq" => Self::JsonLines,
            "application/xml" | "application/yaml" | "application/x-yaml" => Self::Text,
            name if name.starts_with("multipart/") => Self::Multipart,
            name if name.ends_with("+json") => Self::Json,
            name if name.ends_with("+xml") && !name.starts_with("image/") => Self::Text,
            name if name.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }

    /// The encoding of a media type with a schema: `*/*` and `application/*` mean JSON if the schema describes
    /// more than a string.
    pub(crate) fn described(name: &str, schema: Option<&Schema>) -> Self {
        let is_any = matches!(essence(name).as_str(), "*/*" | "application/*");
        let is_described = schema.is_some_and(|schema| {
            schema.ty != Some(JsonType::String) && *schema != Schema::default()
        });
        if is_any && is_described { Self::Json } else { Self::of(name) }
    }
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
pub(crate) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase()
}

/// A media type as a request sends it in `accept`: without the charset, which is fixed for JSON, and which
/// the response names for other types.
pub(crate) fn asked(name: &str) -> String {
    let mut parts = name.split(';').map(str::trim);
    let mut asked = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_charset = |part: &str| part.to_ascii_lowercase().starts_with("charset=");
    for part in parts.filter(|part| !part.is_empty() && !is_charset(part)) {
        asked.push(';');
        asked.push_str(part);
    }
    asked
}

/// A key that is equal for two media types of one body that differ only in name.
pub(crate) fn identity(name: &str, media_type: &MediaType) -> (String, String) {
    let plain = match asked(name).as_str() {
        "text/json" | "application/*+json" => "application/json".to_owned(),
        name => name.to_owned(),
    };
    let MediaType { schema, encoding, .. } = media_type;
    let alike =
        MediaType { schema: schema.clone(), encoding: encoding.clone(), ..MediaType::default() };
    (plain, canonical(&alike.write()))
}

/// Whether a string is a media type that is valid in a header.
pub(crate) fn is_media_type(name: &str) -> bool {
    name.contains('/') && name.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// The words that distinguish a media type among those of a body: `json`, `csv`, `vnd.party+json`.
pub(crate) fn word(name: &str) -> String {
    let essence = essence(name);
    let word = match essence.as_str() {
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        "text/plain" => "text",
        "application/octet-stream" => "bytes",
        "*/*" | "application/*" => "any",
        essence => match essence.split_once('/') {
            Some((whole, "*")) => whole,
            Some((_, part)) => part.strip_prefix("x-").unwrap_or(part),
            None => essence,
        },
    };
    let asked = asked(name);
    let parameters = asked.split_once(';').map(|(_, rest)| rest).unwrap_or_default();
    format!("{word} {parameters}")
}
