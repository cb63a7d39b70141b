//! Enums of values that are not all text.

use serde::Deserializer;

use super::choice::surprise;
use super::spelling::respelled;
use crate::value::json::Json;

/// An enum whose listed values have variants, and that keeps every other value as it came.
pub trait ValueEnum: Sized {
    /// The variant of a value, by its JSON text.
    fn listed(json: &str) -> Option<Self>;

    /// What no variant stands for.
    fn unknown(value: Json) -> Self;

    /// The value as JSON text.
    fn as_json(&self) -> &str;
}

/// Reads an enum of values.
///
/// # Errors
///
/// Those of the parser: any value is kept.
pub fn value_enum<'de, T: ValueEnum, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    let json: Json = serde::Deserialize::deserialize(value)?;
    let listed = T::listed(json.as_str()).or_else(|| T::listed(&respelled(json.as_str())?));
    Ok(listed.unwrap_or_else(|| {
        surprise();
        T::unknown(json)
    }))
}

/// How a generated enum of values reads and writes itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __value_enum {
    ($name:ident) => {
        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::value_enum(value)
            }
        }

        impl $crate::wire::Read for $name {
            fn read<'de, D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::value_enum(value)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                target: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::wire::write_json($crate::wire::ValueEnum::as_json(self), target)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::wire::ValueEnum::as_json(self))
            }
        }
    };
}

#[doc(hidden)]
pub use __value_enum as impl_value_enum;
