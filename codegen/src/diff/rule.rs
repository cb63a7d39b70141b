//! A rule: a change that it recognizes, and the effects of the change.

use crate::diff::flat::{Flat, FlatProperty};
use crate::diff::pair::Pair;
use crate::diff::pair::PlacedOperation;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{MediaType, Parameter, RequestBody, Response};
use crate::openapi::document::security::SecurityScheme;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab case.
    pub id: &'static str,

    /// The meaning of the change, and why it matters, in a sentence or two.
    pub about: &'static str,

    /// The effects of such a change.
    pub effects: Effects,

    pub(crate) find: Find,
}

/// The effects of a change on those who depend on a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// On a caller's Rust code.
    pub source: Effect,

    /// On sent requests.
    pub request: Effect,

    /// On accepted responses.
    pub response: Effect,

    /// On documentation.
    pub docs: Effect,
}

/// The effect of a change on one of its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// No effect.
    None,

    /// The change is compatible with existing code.
    Compatible,

    /// Something that was correct is now wrong.
    Breaking,
}

/// Those who are affected by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A caller's Rust code.
    Source,
    /// Sent requests.
    Request,
    /// Accepted responses.
    Response,
    /// Documentation.
    Docs,
}

impl Reader {
    /// All readers, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Source, "source"),
        (Self::Request, "request"),
        (Self::Response, "response"),
        (Self::Docs, "docs"),
    ];
}

impl Effects {
    /// No effect on any reader.
    pub(crate) const NONE: Self = Self {
        source: Effect::None,
        request: Effect::None,
        response: Effect::None,
        docs: Effect::None,
    };

    /// The effect on one of the readers.
    pub fn on(&self, reader: Reader) -> Effect {
        match reader {
            Reader::Source => self.source,
            Reader::Request => self.request,
            Reader::Response => self.response,
            Reader::Docs => self.docs,
        }
    }

    /// The worst of the effects.
    pub fn worst(&self) -> Effect {
        Reader::ALL.iter().map(|(reader, _)| self.on(*reader)).max().unwrap_or(Effect::None)
    }

    /// Whether something breaks.
    pub fn breaks(&self) -> bool {
        self.worst() == Effect::Breaking
    }
}

impl Effect {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}

/// The function by which a rule recognizes its change, and which describes the change in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Find {
    /// The document, for the value at a JSON pointer in it.
    Document(&'static str, fn(&Pair<'_, Document>) -> Option<String>),
    SecurityScheme(fn(&Pair<'_, SecurityScheme>) -> Option<String>),
    Operation(fn(&Pair<'_, PlacedOperation<'_>>) -> Option<String>),
    Parameter(fn(&Pair<'_, Parameter>) -> Option<String>),
    RequestBody(fn(&Pair<'_, RequestBody>) -> Option<String>),
    RequestContent(fn(&Pair<'_, MediaType>) -> Option<String>),
    Response(fn(&Pair<'_, Response>) -> Option<String>),
    ResponseContent(fn(&Pair<'_, MediaType>) -> Option<String>),
    /// A schema of a request, or of a response; the function also receives the direction, in words.
    Schema(Direction, fn(&Pair<'_, Flat<'_>>, &str) -> Option<String>),
    /// A schema of a request or a response.
    AnySchema(fn(&Pair<'_, Flat<'_>>) -> Option<String>),
    /// A property of an object in a request, or in a response, with the direction in words.
    Property(Direction, fn(&Pair<'_, FlatProperty<'_>>, &str) -> Option<String>),
}

/// The direction of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the caller.
    Request,
    /// To the caller.
    Response,
}

impl Direction {
    /// The words for it in a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Request => "in requests",
            Self::Response => "in responses",
        }
    }
}
