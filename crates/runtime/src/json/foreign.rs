//! Models with `serde`: any format, and the unchanged text with `serde_json`.
//!
//! A model is converted to and from any `serde` data format by way of JSON text. Models are compiled only for
//! JSON: code that depends on a format does not depend on a model.

mod compound;
mod input;
mod output;
mod serializer;
#[cfg(test)]
mod tests;
pub(crate) mod value_writer;

use std::fmt;

use serde::de::{Error, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ground::bounds::BODY_LIMIT;
use crate::json::codec::{Decode, Encode};
use crate::json::error::DecodeError;
use crate::json::foreign::input::Text;
use crate::json::foreign::output::Value;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;
use crate::value::array::Array;
use crate::value::integer::Integer;
use crate::value::json::Json;
use crate::value::map::Map;
use crate::value::number::Number;

/// Reads a model from any format: from `serde_json` as the original text, from others by way of JSON text,
/// which costs the time and memory of that text and gives numbers Rust's spelling.
///
/// # Errors
///
/// When the value does not fit; the message begins with the path from here.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    let Text(text) = Text::deserialize(value)?;
    read(&text).map_err(|error| D::Error::custom(error.told()))
}

/// Reads a whole text.
fn read<T: Decode>(text: &str) -> Result<T, DecodeError> {
    let mut reader = Reader::new(text, BODY_LIMIT.max(text.len()));
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Writes a model in any format: to `serde_json` as JSON text, to others value by value from that text. This
/// costs the time and memory of the text.
///
/// # Errors
///
/// Errors of the format, and a model that is nested deeper than 127 levels.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    target: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    match writer.finish().map(String::from_utf8) {
        Some(Ok(text)) => Value(&text).serialize(target),
        Some(Err(error)) => Err(S::Error::custom(error)),
        None => Err(S::Error::custom(crate::ground::bounds::Limit::Depth)),
    }
}

/// Reads a string from any format.
///
/// # Errors
///
/// When it is another value.
pub fn deserialize_string<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    struct StringVisitor;

    impl Visitor<'_> for StringVisitor {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
            Ok(text)
        }
    }

    value.deserialize_str(StringVisitor)
}

/// Implements `serde`'s traits for a generated model.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::deserialize(value)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                target: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, target)
            }
        }
    };
}

#[doc(hidden)]
pub use __serde as impl_serde;

macro_rules! by_text {
    ($($type:ty),*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                deserialize(value)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                serialize(self, target)
            }
        }
    )*};
}

by_text!(Integer, Number, Json);

/// The items can be of any type; they need not be models.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Array<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Option::<Vec<T>>::deserialize(value).map(|items| items.map_or(Self::null(), Self::from))
    }
}

impl<'de, T: Decode> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        deserialize(value)
    }
}
