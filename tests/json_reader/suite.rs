//! The texts of JSONTestSuite: valid ones are accepted and come back the same; invalid ones are refused with
//! the place of the fault.

use std::fs;

use guestlist_runtime::{Json, JsonObject, Map, RoundTrip, decode, round_trip};
use guestlist_tests::catalogue::root;
use serde_json::Value;

/// The files whose names begin so, and their bytes.
fn texts(prefix: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/json_reader/suite/test_parsing");
    let files = fs::read_dir(folder).expect("the suite").map(|entry| entry.expect("a file"));
    let named = files.map(|file| (file.file_name().into_string().expect("a name"), file.path()));
    let mut texts: Vec<(String, Vec<u8>)> = named
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, path)| (name, fs::read(path).expect("a text")))
        .collect();
    texts.sort();
    texts
}

#[test]
fn the_suite_is_whole() {
    assert_eq!(["y_", "n_", "i_"].map(|prefix| texts(prefix).len()), [95, 188, 35]);
}

#[test]
fn what_must_be_accepted_is_and_comes_back() {
    for (name, text) in texts("y_") {
        assert_eq!(round_trip::<Json>(&text), RoundTrip::Same, "{name}");
        let value: Value = decode(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(value, serde_json::from_slice::<Value>(&text).expect("JSON"), "{name}");
        // In a model, too, whatever it does not describe.
        let object = [b"{\"a\": ".as_slice(), &text, b"}"].concat();
        assert_eq!(round_trip::<JsonObject>(&object), RoundTrip::Same, "{name}");
        assert_eq!(
            round_trip::<Map<Vec<Json>>>(&[b"{\"a\": [", &*text, b"]}"].concat()),
            RoundTrip::Same
        );
    }
}

#[test]
fn what_must_be_refused_is_with_its_place() {
    for (name, text) in texts("n_") {
        let Err(error) = decode::<Json>(&text) else { panic!("{name} is accepted") };
        let is_too_deep = error.message().contains("127 levels");
        assert!(error.is_syntax() || is_too_deep, "{name}: {error:?}");
        let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        let line = lines.get(error.line() - 1).unwrap_or_else(|| panic!("{name}: {error}"));
        assert!((1..=line.len() + 1).contains(&error.column()), "{name}: {error}");
        assert!(decode::<Value>(&text).is_err(), "{name}");
        assert!(decode::<Vec<String>>(&text).is_err(), "{name}");
    }
}

#[test]
fn what_may_be_either_is_one_of_both() {
    for (name, text) in texts("i_") {
        match decode::<Json>(&text) {
            Ok(json) => assert!(text.ends_with(json.as_str().as_bytes()), "{name}"),
            Err(error) => assert!(!error.message().is_empty() && error.line() > 0, "{name}"),
        }
        let _ = (decode::<Value>(&text), decode::<Vec<String>>(&text), decode::<Vec<f64>>(&text));
    }
}
