//! Unions that a JSON Schema validator cannot judge: parents that their children extend by `allOf`, and
//! discriminators with values that are not strings.

use std::fmt::Debug;

use guestlist_constructs::models::{
    Admission, Beast, Card, EveryType, Level, Pay, Reply, Torch, Vectors, Zoo,
};
use guestlist_constructs::runtime::{Decode, Encode, decode, encode};

use crate::cases::is_same;

/// Each value is decoded as what stands beside it, as far as that goes, and encoded as it came; or is
/// refused at a path.
fn try_each<T: Decode + Encode + Debug>(cases: &[(&str, &str)]) {
    for (json, expected) in cases {
        let found = match decode::<T>(json.as_bytes()) {
            Ok(model) => {
                let text = String::from_utf8(encode(&model).unwrap()).unwrap();
                assert!(is_same(json, &text), "{json} becomes {text}");
                format!("{model:?}")
            }
            Err(error) => format!("refused at {}", error.path()),
        };
        assert!(found.starts_with(expected), "{json} is {found}, not {expected}");
    }
}

#[test]
fn a_union_whose_variants_are_all_of_it_has_them_with_all_their_properties() {
    try_each::<Pay>(&[
        (
            r#"{"method":"card","pan":"4111","note":"n","payer":{"name":"Ada"}}"#,
            r#"Card(Card { method: "card", note: Some("n"), payer: Some("#,
        ),
        (r#"{"pan":"4111","method":"card"}"#, "Card(Card"),
        (r#"{"method":"bank","country":"DE","iban":"D"}"#, "Bank(Iban(Iban { method: \"bank\""),
        (
            r#"{"method":"bank","country":"US","routing":"1","refund":{"method":"card","pan":"1"}}"#,
            "Bank(Routing(",
        ),
        (r#"{"method":"bank","country":"FR","x":1}"#, "Bank(Unknown("),
        (r#"{"method":"cash","pan":1}"#, "Unknown("),
        (r#"{"method":"card"}"#, "refused at pan"),
        (r#"{"method":"bank","country":"DE","iban":5}"#, "refused at iban"),
    ]);
    try_each::<Card>(&[
        (r#"{"method":"card","pan":"4111"}"#, r#"Card { method: "card""#),
        (r#"{"pan":"4111"}"#, "refused at method"),
    ]);
}

#[test]
fn a_base_with_a_discriminator_is_the_union_of_its_children_and_of_itself() {
    try_each::<Beast>(&[
        (r#"{"kind":"lion","name":"Leo","mane":true}"#, "Lion(Lion { kind: \"lion\""),
        (r#"{"kind":"Bird","name":"Tweety","wings":2}"#, "Bird("),
        (
            r#"{"kind":"Eagle","name":"E","wings":2,"speed":1.50,"friend":{"kind":"lion","name":"L"}}"#,
            "Eagle(Eagle { kind: \"Eagle\", name: \"E\", friend: Some(Lion(",
        ),
        (r#"{"kind":"Worm","name":"W","segments":40}"#, "Worm(Worm { kind: \"Worm\""),
        (r#"{"kind":"ant","name":"A","legs":6}"#, "Base(BeastBase { kind: \"ant\""),
        (r#"{"name":"W"}"#, "refused at kind"),
        (r#"{"kind":"Bird","name":"T"}"#, "refused at wings"),
    ]);
    try_each::<Zoo>(&[(
        r#"{"beasts":[{"kind":"lion","name":"L"},{"kind":"ant","name":"A"}]}"#,
        "Zoo { beasts: Some([Lion(",
    )]);
}

#[test]
fn what_a_mapping_does_not_name_is_the_default() {
    try_each::<Admission>(&[
        (r#"{"kind":"seat","seat":5}"#, "SeatTicket("),
        (r#"{"seat":5,"kind":"seat"}"#, "SeatTicket("),
        (r#"{"kind":"lawn","price":1.00}"#, "OtherTicket("),
        (r#"{"price":2}"#, "OtherTicket("),
        (r#"{"kind":"seat"}"#, "refused at seat"),
    ]);
}

#[test]
fn a_discriminator_that_is_no_string_is_compared_by_value() {
    try_each::<Level>(&[
        (r#"{"level":1,"low":"a"}"#, "LowLevel("),
        (r#"{"low":"a","level":2}"#, "LowLevel("),
        (r#"{"level":3,"high":"a"}"#, "HighLevel("),
        (r#"{"level":4,"high":1}"#, "Unknown("),
        (r#"{"level":"1","low":"a"}"#, "Unknown("),
        (r#"{"low":"a"}"#, "refused at level"),
    ]);
    try_each::<Torch>(&[
        (r#"{"on":true,"since":"a"}"#, "LitTorch("),
        (r#"{"until":"a","on":false}"#, "DarkTorch("),
        (r#"{"on":null}"#, "Unknown("),
        (r#"{"on":"true"}"#, "Unknown("),
    ]);
}

#[test]
fn a_number_is_the_same_value_however_it_is_spelled() {
    for json in ["1", "1.0", "10e-1"] {
        assert_eq!(decode::<EveryType>(json.as_bytes()).unwrap(), EveryType::N1, "{json}");
    }
    assert_eq!(decode::<EveryType>(b"\"1\"").unwrap(), EveryType::N12);
    let level: Level = decode(br#"{"level":1.0e0}"#).unwrap_or_else(|error| panic!("{error}"));
    assert!(matches!(level, Level::LowLevel(_)), "{level:?}");
}

#[test]
fn null_is_compared_like_any_other_value() {
    try_each::<Reply>(&[
        (r#"{"result":{"a":1},"error":null}"#, "Success("),
        (r#"{"result":null,"error":{"code":1}}"#, "Failure("),
        (r#"{"result":{},"error":{}}"#, "Unknown("),
    ]);
}

#[test]
fn a_map_may_have_a_name_that_an_object_lists() {
    try_each::<Vectors>(&[
        (r#"{"size":{"size":4,"distance":"cosine"}}"#, "Map("),
        (r#"{"size":4,"distance":"dot"}"#, "Vector(Vector { size: 4, distance: Unknown("),
    ]);
}
