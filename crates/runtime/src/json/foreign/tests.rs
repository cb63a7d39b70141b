use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::*;

/// A value of a format that is not JSON, passed with its own type.
#[derive(Clone)]
enum Given {
    Unit,
    None,
    Some(Box<Given>),
    Newtype(Box<Given>),
    Bool(bool),
    Signed(i64),
    Large(u128),
    Float(f64),
    Text(&'static str),
    List(Vec<Given>),
    Map(Vec<(Given, Given)>),
}

impl<'de> Deserializer<'de> for Given {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Unit => visitor.visit_unit(),
            Self::None => visitor.visit_none(),
            Self::Some(value) => visitor.visit_some(*value),
            Self::Newtype(value) => visitor.visit_newtype_struct(*value),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Signed(value) => visitor.visit_i64(value),
            Self::Large(value) => visitor.visit_u128(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Text(text) => visitor.visit_str(text),
            Self::List(items) => SeqDeserializer::new(items.into_iter()).deserialize_any(visitor),
            Self::Map(entries) => {
                MapDeserializer::new(entries.into_iter()).deserialize_any(visitor)
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Given {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn some(value: Given) -> Given {
    Given::Some(Box::new(value))
}

fn newtype(value: Given) -> Given {
    Given::Newtype(Box::new(value))
}

fn list(items: &[Given]) -> Given {
    Given::List(items.to_vec())
}

fn json(given: Given) -> Result<String, String> {
    let json = deserialize::<Json, _>(given).map_err(|error| error.to_string())?;
    Ok(json.as_str().to_owned())
}

#[test]
fn every_value_of_a_format_is_json_alone_and_in_others() {
    let object = vec![
        (Given::Text("a\"b"), list(&[])),
        (Given::Signed(5), Given::Map(Vec::new())),
        (Given::Bool(true), Given::Unit),
    ];
    for (given, expected) in [
        (Given::Unit, "null"),
        (Given::None, "null"),
        (some(Given::Bool(false)), "false"),
        (some(Given::None), "null"),
        (newtype(Given::Text("x")), r#""x""#),
        (newtype(newtype(some(Given::Signed(-1)))), "-1"),
        (Given::Large(u128::MAX), "340282366920938463463374607431768211455"),
        (Given::Float(0.5), "0.5"),
        (Given::Text("a\n\"b\""), r#""a\n\"b\"""#),
        (list(&[]), "[]"),
        (Given::Map(object), r#"{"a\"b":[],"5":{},"true":null}"#),
    ] {
        assert_eq!(json(given.clone()).as_deref(), Ok(expected));
        let inside = list(&[given.clone(), Given::None, given]);
        assert_eq!(json(inside), Ok(format!("[{expected},null,{expected}]")));
    }
}

#[test]
fn what_json_has_not_is_refused() {
    for number in [f64::NAN, f64::INFINITY] {
        let error = json(Given::Float(number)).unwrap_err();
        assert!(error.contains("JSON has no number"), "{error}");
    }
    assert!(json(Given::Map(vec![(list(&[]), Given::Unit)])).is_err());
    let nested = |depth| (0..depth).fold(Given::Unit, |inner, _| list(&[inner]));
    assert!(json(nested(127)).is_ok());
    let error = json(nested(128)).unwrap_err();
    assert_eq!(error, "the value is nested deeper than 127 levels");
}
