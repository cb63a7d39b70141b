//! The JSON that each variant of a union accepts, as far as it tells variants apart.

/// What a variant of a union looks like on the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    Object {
        required: Vec<String>,
        members: Vec<(String, Form)>,
    },
    /// An object whose properties are not listed, and the names that other variants list.
    Map(Vec<String>),
    /// One of these values, as JSON; they are not all strings.
    Values(Vec<String>),
    /// Nothing but `null`.
    Null,
    List(Option<Box<Form>>),
    Text(Vec<Like>),
    Integer,
    Number,
    Flag,
    Any,
    Union(Vec<Form>),
}

/// What a text is like: a name of the runtime's, or values, or a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Like {
    Format(&'static str),
    OneOf(Vec<String>),
    Pattern(String),
    Length(u64, u64),
}
