//! Valid and invalid JSON, with the same places as in `serde_json`.

use serde::de::IgnoredAny;

use super::cursor::Reader;
use crate::json::error::DecodeError;
use crate::json::error::without_place;
use crate::{Json, decode};

/// Reads a text as one value and returns its text.
fn read(text: &str) -> Result<&str, DecodeError> {
    let mut reader = Reader::new(text, text.len());
    let value = reader.raw()?;
    reader.end()?;
    Ok(value)
}

/// Both accept a text, or both refuse it at the same place for the same reason.
#[track_caller]
fn same(text: &str) {
    let ours = decode::<Json>(text.as_bytes());
    match (ours, serde_json::from_str::<IgnoredAny>(text)) {
        (Ok(ours), Ok(_)) => assert_eq!(ours.as_str(), text.trim_ascii()),
        (Err(ours), Err(theirs)) => {
            assert!(ours.is_syntax(), "{text:.60}");
            // `serde_json` counts columns from 0 before anything is read.
            let place = (theirs.line().max(1), theirs.column().max(1));
            assert_eq!((ours.line(), ours.column()), place, "{text:.60}");
            // For ignored values it does not report a trailing comma as it does for values that it reads.
            if ours.message() != "trailing comma" {
                assert_eq!(ours.message(), without_place(&theirs.to_string()), "{text:.60}");
            }
        }
        (ours, theirs) => panic!("{text:.60}: {ours:?}, {theirs:?}"),
    }
}

const TEXTS: [&str; 9] = [
    r#" {"a": [1, -2.50e+3, true, false, null], "b\"\u00e9\ud83c\udf89": {"": {}}, "c": []} "#,
    r#"[[[]], {"a": {"b": "\\\/\b\f\n\r\t"}}, "", 0, -0, 0.0e0, 10E-2]"#,
    "\"a text of more than eight characters, with ü and 😀\"",
    "\t\r\n-12.5E+10\n",
    "{\"a\"\n:\n1\n,\n\"b\"\n:\n2\n}\n",
    "[true,false,null]",
    "\"\\ud800\"",
    "1e999999999999",
    "[1,\n 2,\n  x]",
];

/// Tries each text cut at every byte, and with every byte replaced by each significant one.
#[test]
fn a_text_with_one_change_is_refused_where_serde_json_refuses_it() {
    for text in TEXTS {
        same(text);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            same(&text[..at]);
            same(&text[at..]);
            let after = text[at..].chars().next().map_or(0, char::len_utf8);
            for other in "{}[],:\"\\/ue0123.+-tfn \n\t\u{0}\u{1f}\u{7f}ü".chars() {
                same(&format!("{}{other}{}", &text[..at], &text[at + after..]));
                same(&format!("{}{other}{}", &text[..at], &text[at..]));
            }
        }
    }
}

#[test]
fn strings_are_those_that_serde_json_reads() {
    for text in [
        r#""""#,
        r#""a""#,
        r#""\u0000\u001f\"\\\/\b\f\n\r\t""#,
        r#""\ud83c\udf89 \uFFFF""#,
        r#""\ud83c""#,
        r#""\udf89\ud83c""#,
        r#""\ud83c\u0041""#,
        r#""\ud83cx""#,
        r#""\ud83c\n""#,
        r#""eight by\u0020te words \ud83d\ude00 and more""#,
    ] {
        let theirs = serde_json::from_str::<String>(text)
            .map_err(|error| error.to_string().split(" at line ").next().unwrap().to_owned());
        let ours = decode::<String>(text.as_bytes());
        assert_eq!(ours.map_err(|error| error.message().to_owned()), theirs, "{text}");
    }
}

#[test]
fn what_is_too_deep_is_not_passed() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&nested(127)).unwrap().len(), 254);
    let objects = |depth: usize| format!("{}1{}", r#"{"a":["#.repeat(depth), "]}".repeat(depth));
    assert!(read(&objects(63)).is_ok());
    for deep in [nested(128), objects(64), "[".repeat(1 << 20), r#"{"a":"#.repeat(1 << 20)] {
        let error = decode::<Json>(deep.as_bytes()).unwrap_err();
        assert_eq!(error.message(), "the value is nested deeper than 127 levels");
        assert!(!error.is_syntax());
    }
}

#[test]
fn a_reader_that_went_back_reads_the_same() {
    let mut reader = Reader::new(r#" {"a": [1, {"b": 2}]} 3"#, 0);
    reader.peek();
    let mark = reader.mark();
    let first = reader.raw().unwrap();
    reader.rewind(mark);
    assert!(reader.note_ends().unwrap() && !reader.note_ends().unwrap());
    assert_eq!(reader.raw().unwrap(), first);
    reader.rewind(mark);
    assert!(reader.begins(b'{').unwrap());
    assert!(!reader.takes_key(br#""b":"#) && reader.takes_key(br#""a":"#));
    assert_eq!(reader.raw().unwrap(), r#"[1, {"b": 2}]"#);
    assert_eq!((reader.bounds.depth(), reader.goes_on(b'}').unwrap()), (1, false));
    assert_eq!((reader.bounds.depth(), reader.raw().unwrap()), (0, "3"));
    assert!(reader.end().is_ok());
}
