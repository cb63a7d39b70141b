//! Reading arrays where one has to be, and integers: both come otherwise than they are described.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use super::captured::Captured;
use super::choice::mismatch;
use super::read::Read;
use crate::ground::bounds::{SHORT_TEXT, take};
use crate::value::array::Array;
use crate::value::integer::Integer;
use crate::value::number::wrong_kind;

impl<T: Read> Read for Array<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_option(ArrayVisitor(PhantomData))
    }
}

struct ArrayVisitor<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for ArrayVisitor<T> {
    type Value = Array<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_none<E: Error>(self) -> Result<Array<T>, E> {
        mismatch();
        Ok(Array::null())
    }

    fn visit_unit<E: Error>(self) -> Result<Array<T>, E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Array<T>, D::Error> {
        Vec::<T>::read(value).map(Array::from)
    }
}

/// A whole body, or an array around models, whose items are named by who reads it.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Array<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Option::<Vec<T>>::deserialize(value).map(|items| items.map_or(Array::null(), Array::from))
    }
}

impl Read for Integer {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Self::deserialize(value)
    }
}

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let captured = Captured::deserialize(value)?;
        let text = captured.text();
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Err(wrong_kind(text, "an integer"));
        }
        let integer = Self::of_number(text);
        if !integer.is_usual() {
            take(SHORT_TEXT)?;
            if !integer.is_whole() {
                mismatch();
            }
        }
        Ok(integer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::map::Map;
    use crate::{RoundTrip, decode, round_trip};

    /// Where an array has to be, `null` is one without items that is written as it came.
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
