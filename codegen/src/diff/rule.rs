//! A rule: a change that it recognizes, and what the change does to whom.

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

    /// What it means, and why it matters, in a sentence or two.
    pub about: &'static str,

    /// What such a change does.
    pub effects: Effects,

    pub(crate) find: Find,
}

/// What a change does to those who depend on a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// To a caller's Rust code.
    pub source: Effect,

    /// To what is sent.
    pub request: Effect,

    /// To what is accepted.
    pub response: Effect,

    /// To documentation.
    pub docs: Effect,
}

/// What a change does to one of its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing.
    None,

    /// Something that goes well with what is there.
    Compatible,

    /// Something that was right is wrong now.
    Breaking,
}

/// Who is affected by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A caller's Rust code.
    Source,
    /// What is sent.
    Request,
    /// What is accepted.
    Response,
    /// Documentation.
    Docs,
}

impl Reader {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Source, "source"),
        (Self::Request, "request"),
        (Self::Response, "response"),
        (Self::Docs, "docs"),
    ];
}

impl Effects {
    /// Nothing to anybody.
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

/// How a rule recognizes its change: a function that says the change in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Find {
    /// The document, for what stands at a JSON pointer of it.
    Document(&'static str, fn(&Pair<'_, Document>) -> Option<String>),
    SecurityScheme(fn(&Pair<'_, SecurityScheme>) -> Option<String>),
    Operation(fn(&Pair<'_, PlacedOperation<'_>>) -> Option<String>),
    Parameter(fn(&Pair<'_, Parameter>) -> Option<String>),
    RequestBody(fn(&Pair<'_, RequestBody>) -> Option<String>),
    RequestContent(fn(&Pair<'_, MediaType>) -> Option<String>),
    Response(fn(&Pair<'_, Response>) -> Option<String>),
    ResponseContent(fn(&Pair<'_, MediaType>) -> Option<String>),
    /// A schema of a request, or of a response; the function is also given which, in words.
    Schema(Direction, fn(&Pair<'_, Flat<'_>>, &str) -> Option<String>),
    /// A schema of either.
    AnySchema(fn(&Pair<'_, Flat<'_>>) -> Option<String>),
    /// A property of an object in a request, or in a response, with the same.
    Property(Direction, fn(&Pair<'_, FlatProperty<'_>>, &str) -> Option<String>),
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the caller.
    Request,
    /// To the caller.
    Response,
}

impl Direction {
    /// Where such values are, in a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Request => "in requests",
            Self::Response => "in responses",
        }
    }
}
