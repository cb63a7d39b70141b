//! Enums of text that stay open.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::choice::surprise;

/// An enum whose listed values have variants, and that keeps every other text as it is.
pub trait OpenEnum: Sized {
    /// The variant of a text.
    fn from_text(text: &str) -> Self;

    /// The text on the wire.
    fn as_text(&self) -> &str;
}

/// Reads an open enum.
///
/// # Errors
///
/// When the value is not text.
pub fn open_enum<'de, T: OpenEnum, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    struct TextVisitor<T>(PhantomData<T>);

    impl<T: OpenEnum> Visitor<'_> for TextVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            Ok(T::from_text(text))
        }
    }

    value.deserialize_str(TextVisitor(PhantomData))
}

/// Keeps a text that has no variant.
pub fn unlisted(text: &str) -> String {
    surprise();
    text.to_owned()
}

/// How a generated open enum reads and writes itself, and converts from and to text.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident) => {
        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::open_enum(value)
            }
        }

        impl $crate::wire::Read for $name {
            fn read<'de, D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::open_enum(value)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                target: S,
            ) -> Result<S::Ok, S::Error> {
                target.serialize_str($crate::wire::OpenEnum::as_text(self))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::wire::OpenEnum::as_text(self))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::wire::OpenEnum::from_text(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $crate::wire::OpenEnum::from_text(&text)
            }
        }
    };
}

#[doc(hidden)]
pub use __open_enum as impl_open_enum;
