use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::*;

fn written<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let mut out = Vec::new();
    value.serialize(ValueWriter { out: &mut out, depth: 0 })?;
    Ok(String::from_utf8(out).unwrap())
}

/// Compares with the output, or the error, of `serde_json`.
fn same<T: Serialize + ?Sized>(value: &T) {
    match (written(value), serde_json::to_string(value)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs),
        (ours, theirs) => assert_eq!(ours.is_err(), theirs.is_err(), "{ours:?} {theirs:?}"),
    }
}

#[test]
fn every_character_is_written_as_serde_json_does() {
    for code in 0..0x3000 {
        let Some(character) = char::from_u32(code) else { continue };
        same(&character);
        // At each place of a word of eight, and after it.
        for before in 0..10 {
            same(&format!("{}{character}{}", "a".repeat(before), "z".repeat(9 - before)));
        }
    }
    same("\u{1f389} \u{10ffff}");
}

/// Eight characters are tested at once: the result for one must not hide that for another.
#[test]
fn the_same_escape_in_two_words_is_written_twice() {
    for escaped in ['"', '\\', '\n', '\u{1}'] {
        for before in 0..8 {
            let word = format!("{}{escaped}{}", "a".repeat(before), "z".repeat(7 - before));
            for times in 1..5 {
                same(&word.repeat(times));
                same(&format!("{}{}", word.repeat(times), "y".repeat(3)));
            }
        }
    }
}

#[derive(Serialize)]
enum Variant {
    Unit,
    Newtype(u8),
    Tuple(i64, f32),
    Struct { a: Option<u8>, b: () },
}

#[derive(Serialize)]
struct UnitStruct;

#[derive(Serialize)]
struct Newtype(Vec<u8>);

#[derive(Serialize)]
struct TupleStruct(u128, i128);

#[test]
fn every_kind_of_value_is_written_as_serde_json_does() {
    let variants = [
        Variant::Unit,
        Variant::Newtype(7),
        Variant::Tuple(i64::MIN, f32::MIN_POSITIVE),
        Variant::Struct { a: None, b: () },
        Variant::Struct { a: Some(1), b: () },
    ];
    same(&variants);
    same(&(UnitStruct, Newtype(vec![1, 2]), TupleStruct(u128::MAX, i128::MIN)));
    same(&(1u16, -1i8, 0.1f64, 1e300, f64::NAN, f32::INFINITY, true, 'x', ()));
    same(&BTreeMap::from([(1, "one"), (-2, "two")]));
    same(&BTreeMap::from([(true, 1), (false, 0)]));
    same(&BTreeMap::from([(Some("a"), 1)]));
    same(&BTreeMap::from([(None::<&str>, 1)]));
    same(&BTreeMap::from([((1, 2), 1)]));
    same(&BTreeMap::from([('c', [(); 0])]));
    same(&RawValue::from_string(" {\"a\" : 1.0 } ".to_owned()).unwrap());
    same(&json!({ "a": [1, 2.5, null, { "b\"": "\u{7}" }], "": {} }));
    same(&Value::Null);
}

#[derive(Serialize)]
enum Nest {
    End,
    Newtype(Box<Nest>),
    Tuple(u8, Box<Nest>),
    Struct { inner: Box<Nest> },
}

/// A variant with content is an object, and one with several values has an array in it.
#[test]
fn the_levels_of_variants_count() {
    let nested = |levels: usize, around: fn(Box<Nest>) -> Nest| {
        written(&(0..levels).fold(Nest::End, |inner, _| around(Box::new(inner))))
    };
    assert!(nested(127, Nest::Newtype).is_ok());
    let error = nested(128, Nest::Newtype).unwrap_err();
    assert_eq!(error.to_string(), "the value is nested deeper than 127 levels");
    for around in [|inner| Nest::Tuple(1, inner), |inner| Nest::Struct { inner }] {
        assert!(nested(63, around).is_ok());
        assert!(nested(64, around).is_err());
    }
}
