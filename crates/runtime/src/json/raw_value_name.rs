//! The type name by which `serde_json` recognizes a value that is passed as its text.

use std::sync::OnceLock;

use serde::de::value::Error as PlainError;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

/// That name. It is found by deserializing a [`RawValue`], which passes its name to the deserializer.
pub(crate) fn raw_value_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| match Box::<RawValue>::deserialize(Listener) {
        Ok(_) => String::new(),
        Err(name) => name.to_string(),
    })
}

/// Returns the name that it is asked for as an error.
struct Listener;

impl<'de> Deserializer<'de> for Listener {
    type Error = PlainError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, PlainError> {
        Err(PlainError::custom(""))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: V,
    ) -> Result<V::Value, PlainError> {
        Err(PlainError::custom(name))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
