//! Errors for values that do not fit, and names that are spelled with escapes.

use super::*;
use crate::{decode, encode};

#[test]
fn a_value_that_is_no_object_is_said_to_be_expected_as_one() {
    let error = decode::<T>(b"1").unwrap_err();
    assert_eq!(error.message(), "invalid type: integer `1`, expected an object");
    let error = decode::<O>(b"[]").unwrap_err();
    assert_eq!(error.message(), "invalid type: sequence, expected an object");
    let error = decode::<L>(br#"{"child":{}}"#).unwrap_err();
    assert_eq!(error.message(), "invalid type: map, expected a list");
}

node!(Names { Vec<String> } "n");
node!(Maps { Map<Map<bool>> } "m");
union!(Either { Names, Maps } OBJECT, OBJECT);
union!(Or { Maps, Names } OBJECT, OBJECT);

/// The variant that was read furthest is probably the intended one.
#[test]
fn of_several_errors_the_deepest_is_told() {
    let text = br#"{"child":{"a":{"b":1}}}"#;
    for error in [decode::<Either>(text).unwrap_err(), decode::<Or>(text).unwrap_err()] {
        assert_eq!(error.path(), "child.a.b");
    }
    // If two are equally deep, the first counts.
    let text = br#"{"child":5}"#;
    let [one, other] = [decode::<Either>(text).unwrap_err(), decode::<Or>(text).unwrap_err()];
    assert!(one.message().contains("a list"), "{one}");
    assert!(other.message().contains("an object"), "{other}");
}

#[test]
fn a_tag_of_another_value_is_said_with_the_one_that_is_expected() {
    let mut slot = None;
    let error = tag(&mut slot, "users", &mut Reader::new(r#""roles""#, 0)).unwrap_err();
    assert_eq!(error.told(), r#"invalid value: string "roles", expected "users""#);
    let error = tag(&mut slot, "users", &mut Reader::new("1", 0)).unwrap_err();
    assert_eq!(error.told(), r#"invalid type: integer `1`, expected "users""#);
    assert!(tag(&mut slot, "roles", &mut Reader::new(r#""roles""#, 0)).is_ok());
    assert_eq!(slot, Some(()));
}

#[test]
fn a_name_with_escapes_is_the_name_that_it_stands_for() {
    let read: T = decode(br#"{"ch\u0069ld":{"type":"t"},"\u0066":"x","\u0074ype":"t"}"#).unwrap();
    let T::F(found) = &read else { panic!("{read:?}") };
    assert_eq!((found.own.as_deref(), found.child.is_some()), (Some("x"), true));
    let written = String::from_utf8(encode(&read).unwrap()).unwrap();
    assert_eq!(written, r#"{"child":{"type":"t"},"f":"x","type":"t"}"#);
}
