//! The types of values.

use crate::ir::id::ModelId;
use crate::rust::formats::StringFormat;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Boolean,
    Integer(Width),
    /// Any number, with its spelling kept.
    Number,
    String,
    /// A string of a format that has its own type.
    Format(&'static StringFormat),
    /// Any JSON value.
    Any,
    /// Any JSON object.
    Object,
    Array(Box<Type>),
    /// An object whose properties all have one type.
    Map(Box<Type>),
    Nullable(Box<Type>),
    /// A type that contains itself.
    Boxed(Box<Type>),
    /// A model with many links to others, which are hidden from the compiler.
    Linked(Box<Type>),
    Model(ModelId),
}

impl Type {
    /// The model that it is, or that it is apart from `null`.
    pub(crate) fn model(&self) -> Option<ModelId> {
        match self {
            Self::Model(id) => Some(*id),
            Self::Nullable(inner) | Self::Boxed(inner) | Self::Linked(inner) => inner.model(),
            _ => None,
        }
    }
}

/// The width of an integer, as its Rust type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width(pub(crate) &'static str);

impl Width {
    /// Whether a value fits into it.
    pub(crate) fn holds(self, value: i64) -> bool {
        match self.0 {
            "i8" => i8::try_from(value).is_ok(),
            "i16" => i16::try_from(value).is_ok(),
            "i32" => i32::try_from(value).is_ok(),
            "u8" => u8::try_from(value).is_ok(),
            "u16" => u16::try_from(value).is_ok(),
            "u32" => u32::try_from(value).is_ok(),
            "u64" => value >= 0,
            _ => true,
        }
    }
}
