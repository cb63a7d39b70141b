//! Plain Rust types.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde_json::value::RawValue;

use super::read::list;
use super::write::{array, entries};
use crate::ground::bounds::SHORT_TEXT;
use crate::json::codec::{Decode, Encode};
use crate::json::error::{DecodeError, without_place};
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;
use crate::value::map::Map;
use crate::value::number::wrong_kind;

impl Decode for bool {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.boolean()
    }
}

impl Decode for String {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.string("a string").map(Cow::into_owned)
    }
}

impl Decode for Box<str> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.string("a string").map(Self::from)
    }
}

impl Decode for () {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? { Ok(()) } else { Err(reader.unexpected("unit")) }
    }
}

/// Rust's integers accept only text that they write the same way, so not `1.0` and `-0`.
macro_rules! integers {
    ($($type:ident),*) => {$(
        impl Decode for $type {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let number = reader.number(stringify!($type))?;
                match number.parse() {
                    Ok(value) if number != "-0" => Ok(value),
                    _ => Err(not_of_type(reader, number, stringify!($type))),
                }
            }
        }

        impl Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.display(self);
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

/// The error for a number, just read, that needs another type.
#[cold]
fn not_of_type(reader: &Reader<'_>, number: &str, expected: &str) -> DecodeError {
    let is_integer = number != "-0" && number.parse::<i128>().is_ok();
    let message = match is_integer {
        true => format!("invalid value: integer `{number}`, expected {expected}"),
        false => wrong_kind(number, expected),
    };
    DecodeError::misfit(reader.at() - number.len(), message)
}

macro_rules! floats {
    ($($type:ident),*) => {$(
        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let number = reader.number(stringify!($type))?;
                match number.parse::<$type>() {
                    Ok(value) if value.is_finite() => Ok(value),
                    _ => Err(DecodeError::misfit(
                        reader.at() - number.len(),
                        "number out of range".to_owned(),
                    )),
                }
            }
        }

        impl Encode for $type {
            fn encode(&self, writer: &mut Writer) {
                writer.serialized(self);
            }
        }
    )*};
}

floats!(f32, f64);

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.take(size_of::<T>() + SHORT_TEXT)?;
        T::decode(reader).map(Self::new)
    }
}

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        list(reader)
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let start = reader.whole_value()?.0;
        Self::try_from(list::<T>(reader)?).map_err(|items| {
            let message =
                format!("invalid length {}, expected an array of length {N}", items.len());
            DecodeError::misfit(start, message)
        })
    }
}

macro_rules! tuples {
    ($($length:literal: $($name:ident $index:tt),*;)*) => {$(
        impl<$($name: Decode),*> Decode for ($($name,)*) {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let start = reader.whole_value()?.0;
                reader.open(b'[', concat!("a tuple of size ", $length))?;
                let wrong = || {
                    let message = concat!("invalid length, expected a tuple of size ", $length);
                    DecodeError::misfit(start, message.to_owned())
                };
                let mut goes_on = !reader.closes(b']');
                let read = ($({
                    if !goes_on {
                        return Err(wrong());
                    }
                    let item = $name::decode(reader);
                    let item = item.map_err(|error| error.within(Step::Item($index)))?;
                    goes_on = reader.goes_on(b']')?;
                    item
                },)*);
                if goes_on { Err(wrong()) } else { Ok(read) }
            }
        }

        impl<$($name: Encode),*> Encode for ($($name,)*) {
            fn encode(&self, writer: &mut Writer) {
                array(writer, [$(&self.$index as &dyn Encode),*].into_iter());
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let members = Map::<T>::decode(reader)?;
        Ok(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl<T: Decode> Decode for HashMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let members = Map::<T>::decode(reader)?;
        Ok(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl Decode for serde_json::Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (start, json) = (reader.whole_value()?.0, reader.raw()?);
        serde_json::from_str(json)
            .map_err(|error| DecodeError::misfit(start, without_place(&error.to_string())))
    }
}

impl Decode for Box<RawValue> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (start, json) = (reader.whole_value()?.0, reader.raw()?);
        RawValue::from_string(json.to_owned())
            .map_err(|error| DecodeError::misfit(start, without_place(&error.to_string())))
    }
}

impl Encode for bool {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Encode for str {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for char {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self.encode_utf8(&mut [0; 4]));
    }
}

impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.raw("null");
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode + ToOwned + ?Sized> Encode for Cow<'_, T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.raw("null"),
        }
    }
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        array(writer, self.iter());
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, writer: &mut Writer) {
        array(writer, self.iter());
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        array(writer, self.iter());
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        entries(writer, self.iter());
    }
}

impl<T: Encode, S> Encode for HashMap<String, T, S> {
    fn encode(&self, writer: &mut Writer) {
        entries(writer, self.iter());
    }
}

impl Encode for serde_json::Value {
    fn encode(&self, writer: &mut Writer) {
        writer.serialized(self);
    }
}

impl Encode for RawValue {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(self.get());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decode, encode};

    fn written<T: Encode + ?Sized>(value: &T) -> String {
        String::from_utf8(encode(value).unwrap()).unwrap()
    }

    #[track_caller]
    fn comes_back<T: Decode + Encode + PartialEq + std::fmt::Debug>(value: T, json: &str) {
        assert_eq!(written(&value), json);
        assert_eq!(decode::<T>(json.as_bytes()).unwrap(), value);
    }

    #[test]
    fn plain_values_come_back_as_they_were() {
        comes_back(true, "true");
        comes_back((), "null");
        comes_back((i8::MIN, u64::MAX), "[-128,18446744073709551615]");
        comes_back(0.5, "0.5");
        comes_back("a\"b".to_owned(), r#""a\"b""#);
        comes_back(Box::<str>::from("a"), r#""a""#);
        comes_back(serde_json::json!({ "a": [1.5, null] }), r#"{"a":[1.5,null]}"#);
        let raw = RawValue::from_string("[1.0, {}]".to_owned()).unwrap();
        assert_eq!(written(&raw), "[1.0, {}]");
    }

    #[test]
    fn what_holds_values_comes_back_with_each() {
        comes_back(vec![1, 2], "[1,2]");
        comes_back([Some(1), None], "[1,null]");
        comes_back(Box::new(vec![Some(Box::new(5))]), "[5]");
        comes_back(BTreeMap::from([("b".to_owned(), 1), ("a".to_owned(), 2)]), r#"{"a":2,"b":1}"#);
        comes_back(HashMap::from([("a\"b".to_owned(), [true])]), r#"{"a\"b":[true]}"#);
        comes_back(HashMap::<String, u8>::new(), "{}");
        let lent = (&'x', Cow::Borrowed("y"), &[1_u8][..]);
        assert_eq!(
            written(&[written(lent.0), written(&lent.1), written(lent.2)]),
            r#"["\"x\"","\"y\"","[1]"]"#
        );
    }
}
