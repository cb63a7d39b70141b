//! Arrays around models, with the index of each item in errors.
//!
//! In comes a serde data format, out go the same values and errors, whose paths name the items of the
//! arrays that serde itself reads: the array that is a whole body, and those in it. In a model the
//! readers of `wire` name them. Nothing here reads objects.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::path::{Segment, within};

/// A data format whose arrays name their items. As a seed, visitor or sequence it is handed on to
/// what stands in an array, an option or a newtype.
pub(crate) struct Items<T>(pub(crate) T);

/// Methods that do as those of the data format.
macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* visitor)
        }
    )*};
}

/// The same with a visitor that hands on what it is given.
macro_rules! hand_on {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Items(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Items<D> {
    type Error = D::Error;

    hand_on! {
        deserialize_seq();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_option();
        deserialize_newtype_struct(name: &'static str);
    }

    forward! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// What the methods that hand on can be given. A JSON text that is kept comes as a map.
impl<'de, V: Visitor<'de>> Visitor<'de> for Items<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Indexed { items, index: 0 })
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Items(value))
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Items(value))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Items<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Items(value))
    }
}

/// The items of an array, counted.
struct Indexed<A> {
    items: A,
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Indexed<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let item = self.items.next_element_seed(Items(seed));
        let item = item.map_err(|error| within(Segment::Item(self.index), error))?;
        self.index += 1;
        Ok(item)
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use crate::{Date, Json, Map, decode};

    #[derive(Debug, Deserialize)]
    struct Days(#[allow(dead_code, reason = "only read")] Vec<Date>);

    #[track_caller]
    fn path<T: DeserializeOwned>(json: &str) -> String {
        decode::<T>(json.as_bytes()).map(drop).unwrap_err().path().to_owned()
    }

    #[test]
    fn an_item_of_an_array_that_is_a_whole_body_is_named() {
        assert_eq!(path::<Vec<Date>>(r#"["soon", 1]"#), "[1]");
        assert_eq!(path::<Vec<Vec<bool>>>("[[], [true, 1]]"), "[1][1]");
        assert_eq!(path::<Option<Vec<bool>>>("[true, null]"), "[1]");
        assert_eq!(path::<Vec<Option<Vec<bool>>>>("[null, [null]]"), "[1][0]");
        assert_eq!(path::<Vec<Box<bool>>>("[1]"), "[0]");
        assert_eq!(path::<Vec<Map<Vec<bool>>>>(r#"[{}, {"a": [true, 1]}]"#), "[1].a[1]");
        assert_eq!(path::<(bool, u8)>("[true, 256]"), "[1]");
        assert_eq!(path::<[bool; 2]>("[true, 1]"), "[1]");
        assert_eq!(path::<Days>("[\"2026-11-21\", 1]"), "[1]");
        assert_eq!(path::<std::collections::BTreeSet<u8>>("[1, 2, -3]"), "[2]");
    }

    #[test]
    fn a_value_that_is_no_array_has_no_index() {
        assert_eq!(path::<Vec<bool>>("{}"), "");
        assert_eq!(path::<Vec<bool>>("[true] 1"), "");
        assert_eq!(path::<(bool,)>("[true, false]"), "");
        assert_eq!(path::<bool>("1"), "");
        assert_eq!(path::<Map<bool>>(r#"{"a": 1}"#), "a");
    }

    /// The place in the text is that of the item, too.
    #[test]
    fn an_error_has_the_place_of_its_item() {
        let error = decode::<Vec<Vec<Date>>>(b"[[],\n [\"2026-11-21\",\n  10]]").unwrap_err();
        assert_eq!((error.path(), error.line(), error.column()), ("[1][1]", 3, 3));
        assert!(error.excerpt().starts_with("10"), "{error:?}");
    }

    #[test]
    fn what_serde_json_reads_is_read() {
        let all: Vec<Json> = decode(br#"[{"b": 1, "a": 1.0}, "x", null]"#).unwrap();
        assert_eq!(all[0].as_str(), r#"{"b": 1, "a": 1.0}"#);
        assert_eq!(all.len(), 3);
        assert!(decode::<Vec<serde_json::Value>>(b"[1, [2], {}]").is_ok());
        assert_eq!(decode::<Option<Vec<u8>>>(b"null").unwrap(), None);
        assert_eq!(decode::<(u8, String)>(b"[1, \"a\"]").unwrap(), (1, "a".to_owned()));
        decode::<()>(b"null").unwrap();
        assert_eq!(decode::<f64>(b"1.5").unwrap(), 1.5);
    }
}
