//! A value that is nested too deep is an error with its path, on a stack of 2 MiB.

use std::thread;

use super::*;
use crate::http::parameter::part::Part;
use crate::{InvalidRequest, Multipart, RoundTrip, decode, encode, round_trip};

/// Runs on a thread with the usual amount of stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(2 << 20).spawn(test).unwrap().join().unwrap();
}

/// Values that are nested deeper than a stack is, in several ways.
fn deep() -> [String; 4] {
    [
        nested(8_000, "[", "", "]"),
        nested(8_000, r#"{"a":"#, "1", "}"),
        nested(5_000, r#"[{"child":"#, "1", "}]"),
        nested(128, "[", "", "]"),
    ]
}

fn raw(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.to_owned()).unwrap()
}

#[track_caller]
fn is_too_deep(error: &DecodeError, place: &str) {
    assert_eq!(error.message(), "the value is nested deeper than 127 levels", "{error}");
    assert!(error.path().starts_with(place), "{error}");
    assert!(!error.is_syntax());
}

#[test]
fn what_is_nested_too_deep_is_not_decoded() {
    on_a_small_stack(|| {
        for deep in deep() {
            let inside = format!(r#"{{"b":"x","other":{deep}}}"#);
            is_too_deep(&decode::<Json>(deep.as_bytes()).unwrap_err(), "");
            is_too_deep(&decode::<JsonObject>(inside.as_bytes()).unwrap_err(), "other");
            is_too_deep(&decode::<B>(inside.as_bytes()).unwrap_err(), "other");
            is_too_deep(&decode::<A>(inside.as_bytes()).unwrap_err(), "");
            let error = serde_json::from_str::<B>(&inside).unwrap_err().to_string();
            assert!(error.starts_with(".other: the value is nested deeper than 127"), "{error}");
            let tagged = [r#"{"type":"t","z":DEEP}"#, r#"{"z":DEEP,"type":"u"}"#, r#"{"z":DEEP}"#];
            for text in tagged {
                let text = text.replace("DEEP", &deep);
                let error = decode::<T>(text.as_bytes()).unwrap_err();
                assert!(error.to_string().contains("deeper than 127 levels"), "{error}");
            }
            let RoundTrip::Refused(error) = round_trip::<Box<RawValue>>(deep.as_bytes()) else {
                panic!("{deep:.40}");
            };
            is_too_deep(&error, "");
            let json = Json::from(raw(&deep));
            assert!(json.parse::<serde_json::Value>().is_err() && json.parse::<A>().is_err());
            let _ = (format!("{json:?}{json}"), json == json.clone());
        }
        for typed in
            [nested(8_000, r#"{"child":"#, "{}", "}"), nested(128, r#"{"child":"#, "{}", "}")]
        {
            is_too_deep(&decode::<A>(typed.as_bytes()).unwrap_err(), "");
            let error = decode::<O>(typed.as_bytes()).unwrap_err();
            is_too_deep(&error, "child.child");
        }
    });
}

/// Reads and writes the deepest allowed value, in the model that takes most stack.
#[test]
fn what_is_nested_as_deep_as_may_be_fits_on_a_small_stack() {
    on_a_small_stack(|| {
        let text = nested(126, r#"{"child":"#, "{}", "}");
        assert_eq!(round_trip::<O>(text.as_bytes()), RoundTrip::Same);
        assert_eq!(round_trip::<A>(text.as_bytes()), RoundTrip::Same);
        assert_eq!(round_trip::<U>(text.as_bytes()), RoundTrip::Same);
        let read: U = decode(text.as_bytes()).unwrap();
        let _ = (format!("{read:?}{read:#?}"), read == read.clone());
        let lists = nested(62, r#"{"child":[1,"#, "{}", ",{}]}");
        assert_eq!(round_trip::<I>(lists.as_bytes()), RoundTrip::Same);
        let tags = nested(126, r#"{"child":"#, "{\"type\":\"t\"}", r#","type":"t"}"#);
        assert_eq!(round_trip::<T>(tags.as_bytes()), RoundTrip::Same);
        for text in [nested(127, "[", "", "]"), nested(127, r#"{"a":"#, "1", "}")] {
            assert_eq!(round_trip::<Json>(text.as_bytes()), RoundTrip::Same);
        }
        assert_eq!(
            round_trip::<JsonObject>(nested(127, r#"{"a":"#, "1", "}").as_bytes()),
            RoundTrip::Same
        );
    });
}

#[test]
fn what_is_nested_too_deep_is_not_sent() {
    on_a_small_stack(|| {
        for deep in deep() {
            let is_told = |error: InvalidRequest, place: &str| {
                let text = error.to_string();
                assert!(text.contains("nested deeper than 127 levels"), "{text}");
                assert!(text.contains(place), "{text}");
            };
            is_told(Part::of("id", &raw(&deep)).unwrap_err(), "`id`");
            let inside = raw(&format!(r#"{{"a":1,"z":{deep}}}"#));
            is_told(Multipart::of(&inside).unwrap_err(), ".z: ");
            is_told(Multipart::new().json("part", &raw(&deep)).unwrap_err(), "`part`");
            is_told(Multipart::new().value("part", &raw(&deep)).unwrap_err(), "`part`");
        }
        // A caller's value of the same depth.
        let value = (0..3_000).fold(serde_json::Value::Null, |inner, _| vec![inner].into());
        let told = "the value is nested deeper than 127 levels";
        assert_eq!(encode(&value).unwrap_err().to_string(), told);
        assert_eq!(Json::from_value(&value).unwrap_err().to_string(), told);
        assert!(JsonObject::new().set("a", &value).is_err());
        assert!(Multipart::of(&value).is_err());
        let most = (0..127).fold(serde_json::Value::Null, |inner, _| vec![inner].into());
        assert_eq!(encode(&most).unwrap(), nested(127, "[", "null", "]").as_bytes());
    });
}

/// A model of many properties takes much stack for each level.
#[test]
fn a_wide_model_is_an_error_before_the_stack_ends() {
    on_a_small_stack(|| {
        let (mut refused, all) = (0, [10, 40, 80, 126]);
        for depth in all {
            let text = nested(depth, r#"{"child":"#, "{}", "}");
            for read in [round_trip::<Wide>, round_trip::<AnyWide>] {
                match read(text.as_bytes()) {
                    RoundTrip::Same => {}
                    RoundTrip::Refused(error) => {
                        assert!(depth > 40 && error.message().contains("KiB of stack"), "{error}");
                        refused += 1;
                    }
                    changed => panic!("{changed}"),
                }
            }
        }
        assert!(refused < 2 * all.len());
    });
}

/// A union of one variant, which begins where the union begins.
#[derive(Clone, Debug, PartialEq)]
struct In<T>(Option<T>);

impl<T: Decode + 'static> Decode for In<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        choice(reader)
    }
}

impl<T: Decode + 'static> Choice for In<T> {
    const SHAPES: &'static [Shape] = &[Shape::Any];

    fn decode(_: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Some).map(Self)
    }

    fn unknown(_: Json) -> Self {
        Self(None)
    }
}

type Four<T> = In<In<In<In<T>>>>;
type Sixteen<T> = Four<Four<Four<Four<T>>>>;

#[test]
fn no_more_than_32_unions_begin_at_one_place() {
    on_a_small_stack(|| {
        assert!(decode::<Sixteen<Sixteen<u8>>>(b"5").is_ok());
        // Those in an item begin at another place.
        assert!(decode::<Sixteen<Vec<Sixteen<Sixteen<u8>>>>>(b"[5,5]").is_ok());
        let error = decode::<In<Sixteen<Sixteen<u8>>>>(b"5").unwrap_err();
        assert_eq!(error.message(), "the union stands in itself");
    });
}

type Ten = [Option<String>; 10];

#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Sixty([Ten; 6]);

/// Stands for sixty properties.
impl Decode for Sixty {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Vec::<String>::decode(reader).map(|_| Self::default())
    }
}

impl Encode for Sixty {
    fn encode(&self, writer: &mut Writer) {
        let all: Vec<&String> = self.0.iter().flatten().flatten().collect();
        all.encode(writer);
    }
}
