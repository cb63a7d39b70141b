//! The JSON that each variant of a union accepts, as far as it distinguishes variants.

/// The shape of a variant of a union on the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Object {
        required: Vec<String>,
        properties: Vec<(String, Shape)>,
    },
    /// An object whose properties are not listed, and the names that other variants list.
    Map(Vec<String>),
    /// One of these values, as JSON; they are not all strings.
    Values(Vec<String>),
    /// Nothing but `null`.
    Null,
    Array(Option<Box<Shape>>),
    String(Vec<StringRule>),
    Integer,
    Number,
    Boolean,
    Any,
    Union(Vec<Shape>),
}

/// A rule for a string: a format, a set of values, a pattern, or a length.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StringRule {
    Format(&'static str),
    OneOf(Vec<String>),
    Pattern(String),
    Length(u64, u64),
}
