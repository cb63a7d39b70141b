//! Any value of any format as JSON text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::ground::bounds::{DEEPEST, Limit};
use crate::json::foreign::value_writer::ValueWriter;
use crate::json::raw_value_name::raw_value_name;
use crate::json::text::write_text;

/// The JSON text of a value, borrowed from the body if the parser lends it.
pub(super) struct Text<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        // `serde_json` knows the name and passes the text. Other formats pass the value.
        value.deserialize_newtype_struct(raw_value_name(), Whole).map(Self)
    }
}

/// Collects a whole value.
struct Whole;

macro_rules! written {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<Cow<'de, str>, E> {
            written(|part| part.$method(value))
        }
    )*};
}

/// The text that a part writes.
fn written<'de, E: Error>(
    write: impl FnOnce(Part<'_>) -> Result<(), E>,
) -> Result<Cow<'de, str>, E> {
    let mut out = Vec::new();
    write(Part { out: &mut out, depth: 0 })?;
    String::from_utf8(out).map(Cow::Owned).map_err(E::custom)
}

impl<'de> Visitor<'de> for Whole {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value that JSON has")
    }

    written!(
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128,
        visit_f64: f64, visit_str: &str
    );

    fn visit_unit<E: Error>(self) -> Result<Cow<'de, str>, E> {
        Ok("null".into())
    }

    fn visit_none<E: Error>(self) -> Result<Cow<'de, str>, E> {
        Ok("null".into())
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Cow<'de, str>, D::Error> {
        written(|part| part.deserialize(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        value: D,
    ) -> Result<Cow<'de, str>, D::Error> {
        written(|part| part.deserialize(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Cow<'de, str>, A::Error> {
        written(|part| part.visit_seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cow<'de, str>, A::Error> {
        match map.next_key_seed(Name)? {
            // `serde_json` passes the name that it knows as one property, whose value is the text.
            Some(name) if name == raw_value_name() => map.next_value_seed(Name),
            first => written(|part| part.properties(first, map)),
        }
    }
}

/// Appends a value to the text.
struct Part<'a> {
    out: &'a mut Vec<u8>,
    /// The number of enclosing arrays and objects.
    depth: usize,
}

impl Part<'_> {
    /// Begins an array or object, and returns the depth of its content.
    fn inner<E: Error>(&mut self, bracket: u8) -> Result<usize, E> {
        if self.depth >= DEEPEST {
            return Err(E::custom(Limit::Depth));
        }
        self.out.push(bracket);
        Ok(self.depth + 1)
    }

    /// The properties of an object whose first name has been read.
    fn properties<'de, A: MapAccess<'de>>(
        mut self,
        mut name: Option<Cow<'de, str>>,
        mut map: A,
    ) -> Result<(), A::Error> {
        let depth = self.inner(b'{')?;
        let mut is_first = true;
        while let Some(known) = name {
            if !std::mem::take(&mut is_first) {
                self.out.push(b',');
            }
            write_text(self.out, &known);
            self.out.push(b':');
            map.next_value_seed(Part { out: self.out, depth })?;
            name = map.next_key_seed(Name)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    fn plain<T: serde::Serialize, E: Error>(self, value: T) -> Result<(), E> {
        value.serialize(ValueWriter { out: self.out, depth: self.depth }).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

macro_rules! plainly {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            self.plain(value)
        }
    )*};
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value that JSON has")
    }

    plainly!(
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128,
        visit_str: &str
    );

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        match value.is_finite() {
            true => self.plain(value),
            false => Err(E::custom(format_args!("JSON has no number `{value}`"))),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.plain(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.plain(())
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let depth = self.inner(b'[')?;
        let start = self.out.len();
        loop {
            let before = self.out.len();
            if before > start {
                self.out.push(b',');
            }
            if items.next_element_seed(Part { out: self.out, depth })?.is_none() {
                self.out.truncate(before);
                break;
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let first = map.next_key_seed(Name)?;
        self.properties(first, map)
    }
}

/// The name of a property, borrowed if possible. Other formats have names that JSON does not have: a number
/// or a boolean is quoted.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Cow<'de, str>, D::Error> {
        name.deserialize_any(self)
    }
}

macro_rules! shown {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<Cow<'de, str>, E> {
            Ok(value.to_string().into())
        }
    )*};
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    shown!(
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128,
        visit_str: &str
    );

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}
