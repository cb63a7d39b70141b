//! A value as its JSON text, until it is known what it is.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::de::value::{
    BorrowedStrDeserializer, Error as PlainError, MapAccessDeserializer, StrDeserializer,
};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

use crate::ground::bounds::measure;
use crate::value::json::Json;

/// The text of a value: that of the body where the parser lends it, else a copy.
pub(super) struct Captured<'de>(Cow<'de, str>);

impl<'de> Captured<'de> {
    /// It, as JSON text.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// A parser of it.
    pub(super) fn parser(&self) -> serde_json::Deserializer<serde_json::de::StrRead<'_>> {
        serde_json::Deserializer::from_str(&self.0)
    }

    /// It, as JSON text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// It, to be kept.
    pub(super) fn into_json<E: Error>(self) -> Result<Json, E> {
        measure(&self.0)?;
        RawValue::from_string(self.0.into_owned()).map(Json::from).map_err(E::custom)
    }

    /// It as a raw value, without a copy where the parser lent it.
    pub(super) fn into_raw<E: Error>(self) -> Result<Raw<'de>, E> {
        measure(&self.0)?;
        match self.0 {
            Cow::Borrowed(text) => {
                let value = MapAccessDeserializer::new(Lent(Some(text)));
                <&RawValue>::deserialize(value).map(Raw::Lent).map_err(|e: PlainError| E::custom(e))
            }
            Cow::Owned(text) => RawValue::from_string(text).map(Raw::Kept).map_err(E::custom),
        }
    }
}

/// A raw value: part of the body, or a copy.
pub(super) enum Raw<'de> {
    Lent(&'de RawValue),
    Kept(Box<RawValue>),
}

impl Raw<'_> {
    pub(super) fn get(&self) -> &RawValue {
        match self {
            Self::Lent(value) => value,
            Self::Kept(value) => value,
        }
    }

    /// It, to be kept.
    pub(super) fn into_json(self) -> Json {
        match self {
            Self::Lent(value) => value.to_owned().into(),
            Self::Kept(value) => value.into(),
        }
    }
}

/// A text that is known to be JSON, given to a [`RawValue`] as `serde_json` gives it, so that it is
/// not parsed a second time.
struct Lent<'de>(Option<&'de str>);

impl<'de> MapAccess<'de> for Lent<'de> {
    type Error = PlainError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        key: K,
    ) -> Result<Option<K::Value>, PlainError> {
        key.deserialize(StrDeserializer::new(raw_value_name())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        value: V,
    ) -> Result<V::Value, PlainError> {
        value.deserialize(BorrowedStrDeserializer::new(self.0.take().unwrap_or("null")))
    }
}

impl<'de> Deserialize<'de> for Captured<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_name(), ValueVisitor)
    }
}

/// What `serde_json` gives for a [`RawValue`]: an object with one member, whose value is the text.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Captured<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Captured<'de>, A::Error> {
        map.next_key::<IgnoredAny>()?;
        map.next_value_seed(TextSeed).map(Captured)
    }
}

/// A text, lent where that is possible.
pub(super) struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<Cow<'de, str>, D::Error> {
        text.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}

/// The name by which `serde_json` knows that a value is wanted, or given, as its text. It is told to
/// whoever is asked for a [`RawValue`], which is how it is found out here.
pub(crate) fn raw_value_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| match Box::<RawValue>::deserialize(Listener) {
        Ok(_) => String::new(),
        Err(name) => name.to_string(),
    })
}

/// Answers with the name that it is asked for, as an error.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_lent_is_a_raw_value_without_a_copy() {
        let body = r#" {"a": [1, 2.50]} "#;
        let captured: Captured<'_> = serde_json::from_str(body).unwrap();
        let raw = captured.into_raw::<PlainError>().unwrap();
        assert_eq!(raw.get().get().as_ptr(), body[1..].as_ptr());
        assert_eq!(raw.into_json().as_str(), r#"{"a": [1, 2.50]}"#);
    }

    #[test]
    fn a_text_is_lent_by_a_slice_and_copied_from_a_reader_or_a_value() {
        let body = r#" {"a": [1, 2.50]} "#;
        let lent: Captured<'_> = serde_json::from_str(body).unwrap();
        assert!(matches!(lent.0, Cow::Borrowed(r#"{"a": [1, 2.50]}"#)));
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        let copied = Captured::deserialize(&value).unwrap();
        assert_eq!(copied.0, r#"{"a":[1,2.5]}"#);
        struct Kept(String);
        impl<'de> Deserialize<'de> for Kept {
            fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                Captured::deserialize(value).map(|captured| Self(captured.0.into_owned()))
            }
        }
        let read: Kept = serde_json::from_reader(body.as_bytes()).unwrap();
        assert_eq!(read.0, r#"{"a": [1, 2.50]}"#);
    }
}
