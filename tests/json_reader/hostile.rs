//! Texts that are made to take memory, stack or time: the result is an error that names the place, or the
//! value.

use guestlist_runtime::{
    Array, Decode, DecodeError, Integer, Json, JsonObject, Map, Number, Timestamp, decode,
};

/// As long as a body may be where nobody says otherwise.
const LIMIT: usize = 64 << 20;

#[track_caller]
fn refused<T: Decode>(text: &[u8]) -> DecodeError {
    match decode::<T>(text) {
        Ok(_) => panic!("it is accepted"),
        Err(error) => error,
    }
}

/// What models are made of.
type Lists = Map<Array<Map<Timestamp>>>;

/// Each as any JSON, as an object, and as what models are made of.
#[track_caller]
fn refused_as_each(text: &[u8]) -> [DecodeError; 3] {
    [refused::<Json>(text), refused::<JsonObject>(text), refused::<Lists>(text)]
}

#[test]
fn brackets_without_end_are_refused_at_the_level_that_is_too_deep() {
    for open in ["[", "{\"a\":", "{\"data\":[", " [ \n"] {
        let text = open.repeat(LIMIT / open.len());
        let error = refused::<Json>(text.as_bytes());
        assert_eq!(error.message(), "the value is nested deeper than 127 levels");
        refused_as_each(text.as_bytes());
    }
    for brackets in ["{", "}", "]", ",", ":"] {
        for error in refused_as_each(brackets.repeat(LIMIT).as_bytes()) {
            assert!(error.is_syntax() && error.line() == 1 && error.column() < 3, "{error}");
        }
    }
}

#[test]
fn a_string_as_long_as_a_body_is_kept_and_one_without_end_is_refused() {
    let plain = format!("\"{}\"", "a".repeat(LIMIT - 2));
    assert_eq!(decode::<String>(plain.as_bytes()).map(|text| text.len()), Ok(LIMIT - 2));
    assert_eq!(decode::<Json>(plain.as_bytes()).map(|json| json.as_str().len()), Ok(LIMIT));
    let escaped = format!("\"{}\"", "\\n".repeat(LIMIT / 2 - 1));
    assert_eq!(decode::<String>(escaped.as_bytes()).map(|text| text.len()), Ok(LIMIT / 2 - 1));
    for error in refused_as_each(&plain.as_bytes()[..LIMIT - 1]) {
        assert!(error.is_syntax() && error.message().starts_with("EOF"), "{error}");
        assert!(error.to_string().len() < 400, "{}", error.to_string().len());
    }
}

#[test]
fn a_number_of_a_million_digits_is_kept_and_no_value_of_rust() {
    let digits = "9".repeat(1_000_000);
    for number in [digits.clone(), format!("-{digits}.{digits}"), format!("1e{digits}")] {
        let read: Number = decode(number.as_bytes()).unwrap();
        assert_eq!(read.as_str(), number);
        let read: Integer = decode(number.as_bytes()).unwrap();
        assert_eq!((read.as_i64(), read.to_string()), (None, number.clone()));
        assert!(decode::<u64>(number.as_bytes()).is_err());
        let error = refused::<Timestamp>(number.as_bytes());
        assert!(error.to_string().len() < 400, "{}", error.to_string().len());
        for cut in [format!("{number}."), format!("{number}x"), format!("0{number}")] {
            assert!(refused::<Number>(cut.as_bytes()).is_syntax());
        }
    }
}

/// Many properties of one name, and of many names.
#[test]
fn many_properties_take_time_in_proportion() {
    let names = |count: usize| {
        let all: Vec<String> = (0..count).map(|name| format!("\"n{name}\":0")).collect();
        format!("{{{}}}", all.join(","))
    };
    assert_eq!(decode::<JsonObject>(names(200_000).as_bytes()).unwrap().len(), 200_000);
    let twice = names(100_000).replace("\"n99999\"", "\"n5\"");
    let error = refused::<JsonObject>(twice.as_bytes());
    assert_eq!((error.path(), error.message()), ("n5", "the property is there twice"));
    assert_eq!(error.column(), twice.len() - 1);
}
