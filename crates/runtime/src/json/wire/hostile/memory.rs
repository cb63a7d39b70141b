//! Memory is bounded by the limit of a body.

use super::*;
use crate::json::decode::decode_within;
use crate::{RoundTrip, decode, round_trip};

const LIMIT: usize = 1 << 20;

/// Reads a text with a limit of one mebibyte.
#[track_caller]
fn within_limit<T: Decode>(text: &str, is_taken: bool) {
    assert!(text.len() < LIMIT, "{}", text.len());
    match decode_within::<T>(text.as_bytes(), LIMIT) {
        Ok(_) => assert!(is_taken, "{text:.40}"),
        Err(error) => {
            assert!(!is_taken, "{text:.40}: {error}");
            let expected = "the value takes more than 16777216 bytes of memory, 16 for each byte";
            assert!(error.message().starts_with(expected), "{error}");
        }
    }
}

/// A list of the same item, this many times.
fn list(count: usize, item: &str) -> String {
    format!("[{}]", vec![item; count].join(","))
}

#[test]
fn small_items_take_no_more_memory_than_a_body_may() {
    let in_map = |items: String| format!(r#"{{"a":{items}}}"#);
    for (count, is_taken) in [(2_000, true), (20_000, false)] {
        within_limit::<Vec<Wide>>(&list(count, "{}"), is_taken);
        within_limit::<Map<Vec<Wide>>>(&in_map(list(count, "{}")), is_taken);
        within_limit::<Map<Vec<Box<Wide>>>>(&in_map(list(count, "{}")), is_taken);
        within_limit::<Map<Vec<AnyWide>>>(&in_map(list(count, "{}")), is_taken);
        within_limit::<Map<Vec<Wide>>>(&in_map(list(count, r#"{"child":{}}"#)), is_taken);
    }
    for (count, is_taken) in [(20_000, true), (300_000, false)] {
        within_limit::<Map<Vec<Json>>>(&in_map(list(count, "1")), is_taken);
        let objects = list(count / 3, r#"{"x":1}"#);
        within_limit::<Map<Vec<JsonObject>>>(&in_map(objects), is_taken);
    }
    // Small values are accepted, however many there are.
    within_limit::<Map<Vec<u64>>>(&in_map(list(100_000, "1")), true);
    let names: Vec<String> = (0..30_000).map(|name| format!("\"{name}\":1")).collect();
    within_limit::<JsonObject>(&format!("{{{}}}", names.join(",")), true);
}

/// The rejected variants of a union are freed, and no longer count.
#[test]
fn what_was_only_tried_is_given_back() {
    let item =
        r#"{"child":{"child":{"child":{"b":"x"},"c":"y"},"b":"z"},"c":"a text like others"}"#;
    within_limit::<Vec<A>>(&list(1_500, item), true);
    assert_eq!(round_trip::<Vec<A>>(list(1_500, item).as_bytes()), RoundTrip::Same);
}

/// A variant that takes too much is not one that does not fit.
#[test]
fn a_union_is_not_another_variant_because_one_takes_too_much() {
    let text = format!(r#"{{"child":{}}}"#, list(20_000, "{}"));
    within_limit::<Needy>(&text, false);
    within_limit::<Needy>(&text.replacen("{}", "1", 1), true);
}

#[test]
fn a_limit_holds_for_one_value_and_not_for_the_next() {
    let text = list(20_000, "{}");
    within_limit::<Vec<Wide>>(&text, false);
    assert!(decode::<Vec<Wide>>(text.as_bytes()).is_ok());
    for _ in 0..20 {
        within_limit::<Vec<Wide>>(&list(1_000, "{}"), true);
    }
    assert!(decode_within::<Vec<Wide>>(list(100, "{}").as_bytes(), 10).is_ok());
}
