//! The types of values.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    Integer(Width),
    /// Any number, as it was spelled.
    Number,
    Text,
    Timestamp,
    Date,
    Uuid,
    /// Any JSON value.
    Any,
    /// Any JSON object.
    Free,
    List(Box<Type>),
    /// An object whose members have all one type.
    Map(Box<Type>),
    Nullable(Box<Type>),
    /// What contains itself.
    Boxed(Box<Type>),
    Model(String),
}

impl Type {
    /// The model that it is, or that it may be beside `null`.
    pub(crate) fn model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::Nullable(inner) | Self::Boxed(inner) => inner.model(),
            _ => None,
        }
    }
}

/// How many bits an integer has, as its Rust type says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width(pub(crate) &'static str);
