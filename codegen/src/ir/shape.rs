//! The JSON that each variant of a union accepts, as far as it tells variants apart.

/// What a variant of a union looks like on the wire.
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

/// What a string must be: of a format, one of some values, of a pattern, or of a length.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StringRule {
    Format(&'static str),
    OneOf(Vec<String>),
    Pattern(String),
    Length(u64, u64),
}
