//! JSON text, written as `serde_json` writes it, with less looking at each character.
//!
//! Nearly all of what is sent is text that needs no escape. `serde_json` looks it up character by
//! character; here eight are looked at together. Everything else is `serde_json`'s: the same bytes
//! come out.

mod compound;
mod text;
pub(crate) mod writer;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Error;
use serde_json::value::RawValue;

use crate::json::wire::captured::raw_value_name;
use crate::value::json::Json;
use crate::value::map::JsonObject;
use compound::Compound;
use text::write_text;
use writer::Writer;

/// Encodes a model as JSON text: the bytes that `serde_json::to_vec` gives, in less time.
///
/// # Errors
///
/// When the value is nested deeper than 127 levels, but for what is JSON text in it already. No other
/// for generated models; a caller's own type may refuse to be JSON.
pub fn encode<T: Serialize + ?Sized>(model: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = Vec::with_capacity(256);
    model.serialize(Writer::new(&mut text))?;
    Ok(text)
}

impl Json {
    /// The JSON text of a value.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, for instance a map whose keys are not text, or a
    /// value that is nested deeper than 127 levels.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        let text = String::from_utf8(encode(value)?).map_err(Error::custom)?;
        RawValue::from_string(text).map(Self::from)
    }
}

impl JsonObject {
    /// Sets a member to what a value is as JSON: in its place where it exists, at the end where it
    /// does not.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn set<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        self.insert(name, Json::from_value(value)?);
        Ok(())
    }
}

macro_rules! plainly {
    ($($name:ident: $ty:ty),*) => {$(
        fn $name(self, value: $ty) -> Result<(), Error> {
            self.plain(&value)
        }
    )*};
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    plainly! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_u128: u128, serialize_f32: f32, serialize_f64: f64,
        serialize_char: char, serialize_bytes: &[u8]
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        write_text(self.out, text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Writer { out, depth } = self.variant(variant)?;
        value.serialize(Writer { out: &mut *out, depth })?;
        out.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Compound::begin(self, b'[', b"]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, Error> {
        Compound::begin(self, b'[', b"]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        Compound::begin(self, b'[', b"]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Compound::begin(self.variant(variant)?, b'[', b"]}")
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Compound::begin(self, b'{', b"}")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        if name == raw_value_name() {
            return Ok(Compound::raw(self));
        }
        Compound::begin(self, b'{', b"}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Compound::begin(self.variant(variant)?, b'{', b"}}")
    }
}

#[cfg(test)]
mod tests;
