//! Media types, as kinds of bodies.

use serde_json::Value;

use super::document::list;

/// In a body: the names of the media types that were left out.
pub(super) const LEFT_OUT: &str = "x-guestlist-left-out";

/// In a parameter: the media type that describes it.
pub(super) const MEDIA_TYPE: &str = "x-guestlist-media-type";

/// What a media type is to a client, those first that it would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Media {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

impl Media {
    /// The kind of a media type, whatever parameters it has (RFC 6839 for the suffixes).
    pub(crate) fn of(name: &str) -> Self {
        let essence = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/xml"
            | "application/yaml"
            | "application/x-yaml"
            | "application/x-ndjson" => Self::Text,
            name if name.starts_with("multipart/") => Self::Multipart,
            name if name.ends_with("+json") => Self::Json,
            name if name.ends_with("+xml") && !name.starts_with("image/") => Self::Text,
            name if name.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// The media types of a body that were left out.
pub(super) fn left_out(body: &Value) -> Vec<String> {
    list(body.get(LEFT_OUT)).filter_map(Value::as_str).map(str::to_owned).collect()
}
