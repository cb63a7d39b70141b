//! Reading and writing of the types in models.

use super::object::kept;
use super::read::list;
use super::write::entries;
use crate::ground::bounds::SHORT_TEXT;
use crate::json::codec::{Decode, Encode};
use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;
use crate::value::array::Array;
use crate::value::date::Date;
use crate::value::field::Field;
use crate::value::integer::Integer;
use crate::value::json::Json;
use crate::value::linked::Linked;
use crate::value::map::Map;
use crate::value::number::Number;
use crate::value::timestamp::Timestamp;
use crate::value::uuid::Uuid;

// A string of another format is kept, but the variants of a union are told apart by it.

impl Decode for Timestamp {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let time = Self::of_text(&reader.string("an RFC 3339 date and time")?);
        if reader.is_tried() && !time.is_time() {
            reader.mismatch();
        }
        Ok(time)
    }
}

impl Decode for Date {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let date = Self::of_text(&reader.string("a day such as 2026-03-18")?);
        if reader.is_tried() && date.day().is_err() {
            reader.mismatch();
        }
        Ok(date)
    }
}

impl Decode for Uuid {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self::from(&*reader.string("a string")?))
    }
}

impl Decode for Integer {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let integer = Self::of_number(reader.number("an integer")?);
        if !integer.is_usual() {
            reader.take(SHORT_TEXT)?;
            if !integer.is_whole() {
                reader.mismatch();
            }
        }
        Ok(integer)
    }
}

impl Decode for Number {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let number = reader.number("a number")?;
        reader.take(SHORT_TEXT)?;
        Ok(Self::of_text(number))
    }
}

impl Decode for Json {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        kept(reader)
    }
}

impl<T: Decode + Send + Sync + 'static> Decode for Linked<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.take(size_of::<T>() + SHORT_TEXT)?;
        T::decode(reader).map(Self::new)
    }
}

impl<T: Decode> Decode for Array<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? {
            reader.mismatch();
            return Ok(Self::null());
        }
        list(reader).map(Self::from)
    }
}

impl<T: Decode> Decode for Field<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Option::decode(reader).map(Self::from)
    }
}

macro_rules! write_string {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.string(self.as_str());
            }
        }
    )*};
}

write_string!(Timestamp, Uuid);

impl Encode for Date {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.to_string());
    }
}

impl Encode for Integer {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self.usual() {
            Some(value) => writer.display(&value),
            None => writer.raw(&self.to_string()),
        }
    }
}

impl Encode for Number {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.raw(self.as_str());
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(self.as_str());
    }
}

impl<T: Encode> Encode for Array<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        if self.is_null() { writer.raw("null") } else { (**self).encode(writer) }
    }
}

/// Writes `null` unless there is a value. A generated model leaves an absent field out altogether.
impl<T: Encode> Encode for Field<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.value().encode(writer);
    }
}

impl<T: Encode> Encode for Linked<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, writer: &mut Writer) {
        if self.is_null() { writer.raw("null") } else { entries(writer, self.iter()) }
    }
}

/// Writes text that is JSON already.
pub fn write_raw(json: &str, writer: &mut Writer) {
    writer.raw(json);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RoundTrip, decode, round_trip};

    /// For a required object, `null` is an empty object that is written as `null` again.
    #[test]
    fn null_is_an_object_wherever_it_stands() {
        for body in ["null", "{}", r#"{"a":1}"#, " null "] {
            assert_eq!(round_trip::<Map<Json>>(body.as_bytes()), RoundTrip::Same, "{body}");
        }
        let inner = br#"{"a": null, "b": {}, "c": {"d": null}}"#;
        assert_eq!(round_trip::<Map<Map<Map<bool>>>>(inner), RoundTrip::Same);
        for body in ["1", "[]", "\"\"", "false", "", "nul", r#"{"a":null}"#] {
            assert!(decode::<Map<bool>>(body.as_bytes()).is_err(), "{body}");
        }
        let path = decode::<Map<Map<bool>>>(br#"{"a": null, "b": {"c": 1}}"#).unwrap_err();
        assert_eq!(path.path(), "b.c");
    }

    /// For a required array, `null` is an empty array that is written as `null` again.
    #[test]
    fn null_is_an_array_wherever_it_stands() {
        for body in ["null", "[]", "[1,2.0]", " null "] {
            assert_eq!(round_trip::<Array<Integer>>(body.as_bytes()), RoundTrip::Same, "{body}");
        }
        let inner = br#"[null, [null, []], []]"#;
        assert_eq!(round_trip::<Array<Array<Array<bool>>>>(inner), RoundTrip::Same);
        let map = br#"{"a": null, "b": [true]}"#;
        assert_eq!(round_trip::<Map<Array<bool>>>(map), RoundTrip::Same);
        for body in ["1", "{}", "\"\"", "false", "", "nul", "[null]"] {
            assert!(decode::<Array<bool>>(body.as_bytes()).is_err(), "{body}");
        }
        let path = |body: &str| decode::<Array<Array<bool>>>(body.as_bytes()).unwrap_err();
        assert_eq!(path("[[], null, [true, 1]]").path(), "[2][1]");
        let path = |body: &str| decode::<Map<Array<Array<bool>>>>(body.as_bytes()).unwrap_err();
        assert_eq!(path(r#"{"a": [null, [1]]}"#).path(), "a[1][0]");
    }

    #[test]
    fn an_integer_keeps_each_number_and_nothing_else() {
        for number in ["1", "1.0", "1e3", "-0", "123456789012345678901234567890", "1.5", "1e400"] {
            assert_eq!(round_trip::<Integer>(number.as_bytes()), RoundTrip::Same, "{number}");
            let array = format!("[{number}]");
            assert_eq!(round_trip::<Array<Integer>>(array.as_bytes()), RoundTrip::Same, "{number}");
        }
        for (body, found) in [
            ("\"1\"", "string \"1\""),
            ("null", "null"),
            ("true", "boolean `true`"),
            ("[]", "sequence"),
            ("{}", "map"),
        ] {
            let error = decode::<Integer>(body.as_bytes()).unwrap_err();
            let told = format!("invalid type: {found}, expected an integer");
            assert_eq!(error.message(), told, "{body}");
        }
    }
}
