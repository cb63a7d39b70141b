//! Open enums of strings.

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;

/// An enum with variants for the listed values, which keeps every other string unchanged.
pub trait OpenEnum: Sized {
    /// The variant of a listed string.
    fn listed(text: &str) -> Option<Self>;

    /// The variant for any other string.
    fn unknown(text: String) -> Self;

    /// The string in JSON.
    fn as_text(&self) -> &str;
}

/// Reads an open enum.
///
/// # Errors
///
/// When the value is not a string.
pub fn open_enum<T: OpenEnum>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    let text = reader.string("a string")?;
    Ok(T::listed(&text).unwrap_or_else(|| {
        reader.unlisted();
        T::unknown(text.into_owned())
    }))
}

/// Implements reading, writing and conversion from and to strings for a generated open enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident) => {
        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::wire::open_enum(reader)
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::wire::Writer) {
                $crate::Encode::encode($crate::wire::OpenEnum::as_text(self), writer);
            }
        }

        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::deserialize_string(value).map(Self::from)
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
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::wire::OpenEnum::as_text(self))
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match $crate::wire::OpenEnum::listed(text) {
                    Some(listed) => listed,
                    None => $crate::wire::OpenEnum::unknown(text.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                match $crate::wire::OpenEnum::listed(&text) {
                    Some(listed) => listed,
                    None => $crate::wire::OpenEnum::unknown(text),
                }
            }
        }
    };
}

#[doc(hidden)]
pub use __open_enum as impl_open_enum;
