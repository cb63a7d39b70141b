//! A value in many unions takes time in proportion to its length and depth.

use super::*;
use crate::{RoundTrip, decode, encode, round_trip};

/// The work of decoding; also checks that nothing is lost.
fn work_of<T: Decode + Encode + serde::de::DeserializeOwned + serde::Serialize>(
    text: &str,
) -> usize {
    WORK.set(0);
    let value: T = serde_json::from_str(text).unwrap();
    let work = WORK.get();
    assert_eq!(round_trip::<T>(text.as_bytes()), RoundTrip::Same, "{text}");
    let again = Json::from_value(&value).unwrap();
    WORK.set(0);
    again.parse::<T>().unwrap();
    assert!(WORK.get() <= work);
    work
}

/// On each level, each variant reads a text once, and the right one once more.
#[track_caller]
fn is_bounded<T: Decode + Encode + serde::de::DeserializeOwned + serde::Serialize>(
    variants: usize,
    deepest: usize,
    text: impl Fn(usize) -> String,
) {
    for depth in [1, 5, 20, deepest] {
        let text = text(depth);
        let (work, most) = (work_of::<T>(&text), (variants + 1) * text.len() * (depth + 1));
        assert!(work <= most, "{depth} levels, {} bytes: {work}, not {most}", text.len());
    }
}

#[test]
fn a_union_in_a_union_is_decided_once() {
    for innermost in [r#"{"b":"x"}"#, r#"{"c":"x"}"#, r#"{"d":"x"}"#, "{}", "[1]", "1"] {
        let chain = |depth| nested(depth, r#"{"child":"#, innermost, "}");
        is_bounded::<A>(2, 125, chain);
        is_bounded::<Vec<A>>(2, 124, |depth| format!("[{},{}]", chain(depth), chain(depth)));
        let both = |depth| nested(depth, r#"{"x":[[]],"child":"#, innermost, r#","c":"y"}"#);
        is_bounded::<A>(2, 120, both);
    }
}

#[test]
fn unions_that_stand_in_each_other_are_decided_once_each() {
    for innermost in [r#"{"p":"x"}"#, r#"{"r":"x"}"#, r#"{"s":"x"}"#, "{}"] {
        let chain = |depth| nested(depth, r#"{"child":"#, innermost, "}");
        is_bounded::<X>(5, 125, chain);
        is_bounded::<Y>(5, 125, |depth| nested(depth, r#"{"child":"#, innermost, r#","s":"y"}"#));
        is_bounded::<U>(5, 125, chain);
        is_bounded::<U>(5, 125, |depth| nested(depth, r#"{"v":"y","child":"#, innermost, "}"));
    }
}

#[test]
fn a_union_in_arrays_maps_and_behind_a_tag_is_decided_once() {
    let lists = |depth| nested(depth, r#"{"child":[1,"#, r#"{"l":"x"}"#, ",{}]}");
    is_bounded::<I>(2, 62, lists);
    let maps = |depth| nested(depth, r#"{"child":{"a":{},"b":"#, r#"{"m":"x"}"#, "}}");
    is_bounded::<I>(2, 62, maps);
    let tags = |depth| nested(depth, r#"{"type":"t","child":"#, r#"{"type":"t","g":"x"}"#, "}");
    is_bounded::<T>(2, 125, tags);
    let last =
        |depth| nested(depth, r#"{"child":"#, r#"{"type":"u","g":"x"}"#, r#","f":"y","type":"t"}"#);
    is_bounded::<T>(2, 125, last);
}

#[test]
fn a_union_that_fits_nowhere_is_an_error_as_soon() {
    for depth in [1, 10, 40, 120] {
        let text = nested(depth, r#"{"child":"#, r#"{"b":1,"c":1}"#, "}");
        WORK.set(0);
        let error = decode::<A>(text.as_bytes()).unwrap_err();
        assert!(WORK.get() <= 3 * text.len() * (depth + 1), "{depth}: {}", WORK.get());
        assert!(error.path().starts_with("child") || depth == 1, "{error}");
        assert!(error.message().contains("expected a string"), "{error}");
    }
}

#[test]
fn each_level_has_its_own_variant() {
    let text = r#"{"child":{"child":{"child":{},"b":"x"},"c":"x"},"b":"x"}"#;
    let A::B(first) = decode(text.as_bytes()).unwrap() else { panic!("{text}") };
    let Some(A::C(second)) = first.child else { panic!("{first:?}") };
    let Some(A::B(third)) = second.child else { panic!("{second:?}") };
    assert_eq!((third.own.as_deref(), third.extra.is_empty()), (Some("x"), true));
    // An unlisted tag is kept, however deep.
    let text = nested(60, r#"{"child":"#, r#"{"b":"x","child":[1,{"a":2}]}"#, "}");
    let read: A = decode(text.as_bytes()).unwrap();
    let written = String::from_utf8(encode(&read).unwrap()).unwrap();
    assert!(written.contains(r#"{"child":[1,{"a":2}],"b":"x"}"#), "{written}");
}

#[test]
fn a_union_of_itself_ends() {
    for text in ["{}", "1", r#"{"v":"x"}"#, r#"{"child":{"v":"x"}}"#] {
        WORK.set(0);
        let _ = decode::<Z>(text.as_bytes());
        assert!(WORK.get() < 10_000, "{text}: {}", WORK.get());
    }
}

#[test]
fn a_wide_union_takes_as_often_as_it_has_variants() {
    #[derive(Clone, Debug, PartialEq)]
    enum Hundred {
        One(usize, Box<W>),
        Unknown(Json),
    }
    node!(W { Hundred } "w");
    impl Decode for Hundred {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            choice(reader)
        }
    }
    impl Encode for Hundred {
        fn encode(&self, writer: &mut Writer) {
            match self {
                Self::One(_, value) => value.encode(writer),
                Self::Unknown(value) => value.encode(writer),
            }
        }
    }
    impl Choice for Hundred {
        const SHAPES: &'static [Shape] = &[const { OBJECT }; 100];
        fn decode(variant: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            work(reader);
            Decode::decode(reader).map(|read| Self::One(variant, Box::new(read)))
        }
        fn unknown(value: Json) -> Self {
            Self::Unknown(value)
        }
    }
    for depth in [1, 10, 40, 120] {
        let text = nested(depth, r#"{"child":"#, r#"{"w":"x"}"#, "}");
        WORK.set(0);
        let read: W = decode(text.as_bytes()).unwrap();
        let (work, most) = (WORK.get(), 101 * text.len() * depth);
        assert!(work <= most, "{depth}: {work}, not {most}");
        assert!(matches!(read.child, Some(Hundred::One(0, _))), "{read:?}");
    }
}
