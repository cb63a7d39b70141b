//! Request bodies and their content.

use crate::ir::style::Style;
use crate::ir::types::Type;

/// The body of a request.
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) description: String,
    /// Its media types, the best first; never empty.
    pub(crate) media_types: Vec<MediaType>,
    /// Further media types that the API accepts.
    pub(crate) left_out: Vec<String>,
}

/// A media type of a request.
pub(crate) struct MediaType {
    /// The media type, or the range, as in the document.
    pub(crate) described: String,
    /// The media type that the request sends.
    pub(crate) name: String,
    pub(crate) content: Content,
}

impl MediaType {
    /// The range that the document has instead of a media type, if the request has no more specific one.
    pub(crate) fn range(&self) -> Option<&str> {
        let is_range = self.described.contains('*') && !matches!(self.content, Content::Json(_));
        is_range.then_some(self.described.as_str())
    }
}

/// The content of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Json(Type),
    /// A urlencoded form, with the encodings of some of its properties.
    Form(Type, Vec<Encoding>),
    /// A multipart form without files.
    Multipart(Type, Vec<Encoding>),
    /// A multipart form with files.
    Files(Vec<Part>),
    /// A multipart form whose parts are not described.
    Parts,
    Text,
    Bytes,
    /// Responses only: a redirect.
    Redirect,
    /// Responses only: events as they arrive.
    Events(EventContent),
    /// Responses only: the media type and the type of JSON values that arrive one per line.
    JsonLines(String, Type),
}

/// The content of the events of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EventContent {
    /// The data of each event, as text.
    Text,
    /// The data of each event, as JSON.
    Json(Type),
    /// An object of all their fields, with text as data.
    Object(Type),
    /// An object of all their fields, with JSON as data.
    JsonObject(Type),
}

impl Content {
    /// Whether it arrives in items, and so is never read as a whole.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Events(_) | Self::JsonLines(..))
    }
}

/// A part of a multipart form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) description: String,
    pub(crate) required: bool,
    pub(crate) kind: PartContent,
    /// Its encoding, which contains its name on the wire.
    pub(crate) encoding: Encoding,
    /// Its media types, as in the document.
    pub(crate) media_types: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartContent {
    File,
    Files,
    Value(Type),
}

/// The encoding of a property of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encoding {
    pub(crate) wire: String,
    pub(crate) style: Option<Style>,
    /// Whether `/` and other reserved characters in its value stay unescaped.
    pub(crate) reserved: bool,
    pub(crate) content_type: Option<String>,
    /// The constant headers of its part.
    pub(crate) headers: Vec<(String, String)>,
    /// Whether the bytes of a file are sent in base64.
    pub(crate) is_base64: bool,
}

impl Encoding {
    /// Whether it contains only a name.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self { wire: self.wire.clone(), ..Self::default() }
    }
}
