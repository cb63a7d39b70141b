//! Request bodies and their content.

use crate::ir::style::Style;
use crate::ir::types::Type;

/// The body of a request.
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) description: String,
    /// What it can be, the best first; never empty.
    pub(crate) media_types: Vec<MediaType>,
    /// The media types that the API would also take.
    pub(crate) left_out: Vec<String>,
}

/// A media type of a request.
pub(crate) struct MediaType {
    /// The media type, or the range of them, as the document has it.
    pub(crate) described: String,
    /// The media type, as the request names it.
    pub(crate) name: String,
    pub(crate) content: Content,
}

impl MediaType {
    /// The range that the document has in place of a media type, where the request names it no better.
    pub(crate) fn range(&self) -> Option<&str> {
        let is_range = self.described.contains('*') && !matches!(self.content, Content::Json(_));
        is_range.then_some(self.described.as_str())
    }
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Json(Type),
    /// A form in one line, with the encodings of some of its properties.
    Form(Type, Vec<Encoding>),
    /// A form in parts, none of which is a file.
    Multipart(Type, Vec<Encoding>),
    /// A form in parts of which some are files.
    Files(Vec<Part>),
    /// A form in parts that nobody has described.
    Parts,
    Text,
    Bytes,
    /// Of a response: what it redirects to.
    Redirect,
    /// Of a response: events as they arrive.
    Events(EventContent),
    /// Of a response: the media type and the type of JSON values that arrive one a line.
    JsonLines(String, Type),
}

/// What the events of a stream hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EventContent {
    /// Text that is their data.
    Text,
    /// JSON that is their data.
    Json(Type),
    /// An object of all their fields, with text as data.
    Object(Type),
    /// An object of all their fields, with JSON as data.
    JsonObject(Type),
}

impl Content {
    /// Whether it arrives in items, so that it is never read whole.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Events(_) | Self::JsonLines(..))
    }
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) description: String,
    pub(crate) required: bool,
    pub(crate) kind: PartContent,
    /// How it is encoded, with its name on the wire.
    pub(crate) encoding: Encoding,
    /// What the document says of its media type.
    pub(crate) media_types: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartContent {
    File,
    Files,
    Value(Type),
}

/// How a property of a form is encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encoding {
    pub(crate) wire: String,
    pub(crate) style: Option<Style>,
    /// Whether its value may hold `/` and the like as they are.
    pub(crate) reserved: bool,
    pub(crate) content_type: Option<String>,
    /// The headers that its part always has.
    pub(crate) headers: Vec<(String, String)>,
    /// Whether the bytes of a file are written in base64.
    pub(crate) is_base64: bool,
}

impl Encoding {
    /// Whether it says nothing but its name.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self { wire: self.wire.clone(), ..Self::default() }
    }
}
