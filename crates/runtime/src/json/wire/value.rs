//! Enums of values that are not all strings.

use super::object::kept;
use super::spelling::respelled;
use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::value::json::Json;

/// An enum with variants for the listed values, which keeps every other value unchanged.
pub trait ValueEnum: Sized {
    /// The variant of a value, by its JSON text.
    fn listed(json: &str) -> Option<Self>;

    /// The variant for any other value.
    fn unknown(value: Json) -> Self;

    /// The value as JSON text.
    fn as_json(&self) -> &str;
}

/// Reads an enum of values.
///
/// # Errors
///
/// Only when it is not JSON, or nested too deep, because any other value is kept.
pub fn value_enum<T: ValueEnum>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    let (_, json) = reader.whole_value()?;
    let listed = T::listed(json).or_else(|| T::listed(&respelled(json)?));
    match listed {
        Some(listed) => reader.skip().map(|()| listed),
        None => {
            reader.unlisted();
            kept(reader).map(T::unknown)
        }
    }
}

/// Implements reading and writing for a generated enum of values.
#[doc(hidden)]
#[macro_export]
macro_rules! __value_enum {
    ($name:ident) => {
        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::wire::value_enum(reader)
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::wire::Writer) {
                $crate::wire::write_raw($crate::wire::ValueEnum::as_json(self), writer);
            }
        }

        $crate::wire::impl_serde!($name);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::wire::ValueEnum::as_json(self))
            }
        }
    };
}

#[doc(hidden)]
pub use __value_enum as impl_value_enum;
