//! Random texts, read by our reader and by `serde_json`: both accept the same value, or both refuse at the
//! same place.

use arbitrary::{Result, Unstructured};
use guestlist_runtime::{DecodeError, Json, decode, encode};
use guestlist_tests::fuzz::{Input, Suite, run};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Pieces of JSON, and of what is nearly JSON.
const PIECES: [&str; 44] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    " ",
    "\n",
    "\t",
    "\r",
    "\"a\":",
    "\"a\"",
    "\"\"",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00x\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"eight characters and more, ü\"",
    "0",
    "-0",
    "1",
    "-",
    "12345678901234567890123",
    "1.5",
    "1.",
    ".5",
    "1e5",
    "1E+400",
    "1e",
    "01",
    "true",
    "false",
    "null",
    "nul",
    "\u{0}",
    "\u{1f}",
    "\u{7f}",
    "\u{feff}",
    "😀",
    "NaN",
];

fn make(u: &mut Unstructured<'_>) -> Result<Input> {
    let mut text = String::new();
    if u.ratio(1, 2)? {
        value(u, &mut text, 0)?;
    }
    for _ in 0..u.int_in_range(0..=3)? {
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (*u.choose(&places)?, *u.choose(&places)?);
        let piece = *u.choose(&PIECES)?;
        match u.int_in_range(0..=3)? {
            0 => text.insert_str(from, piece),
            1 => text.truncate(from),
            2 if from < to && to - from < 4 => text.replace_range(from..to, piece),
            _ => text.push_str(piece),
        }
    }
    Ok(Input { label: "text.json".to_owned(), bytes: text.into_bytes() })
}

/// Writes a value with space here and there.
fn value(u: &mut Unstructured<'_>, text: &mut String, depth: usize) -> Result<()> {
    let most = if depth < 6 { 6 } else { 3 };
    match u.int_in_range(0..=most)? {
        0 => text.push_str(u.choose(&["true", "false", "null", "{}", "[]"])?),
        1 => {
            text.push_str(u.choose(&["0", "-1", "1.50", "2e-3", "-0.0E+1", "9007199254740993"])?)
        }
        2 | 3 => text.push_str(&serde_json::to_string(u.arbitrary::<&str>()?).unwrap_or_default()),
        4 | 5 => {
            text.push('[');
            for index in 0..u.int_in_range(0..=4)? {
                text.push_str(if index > 0 { "," } else { "" });
                value(u, text, depth + 1)?;
            }
            text.push_str(u.choose(&["]", " ]", "\n]"])?);
        }
        _ => {
            text.push('{');
            for index in 0..u.int_in_range(0..=4)? {
                text.push_str(if index > 0 { ", " } else { "" });
                text.push_str(u.choose(&["\"a\":", "\"b\" :", "\"\": ", "\"\\u0061\":"])?);
                value(u, text, depth + 1)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn fault(input: &Input) -> Option<String> {
    let text = std::str::from_utf8(&input.bytes).ok()?;
    // Only we ignore a byte order mark.
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let theirs = serde_json::from_str::<IgnoredAny>(json);
    match (decode::<Json>(text.as_bytes()), theirs) {
        (Ok(ours), Ok(_)) => fault_of_value(json, &ours),
        (Err(ours), Err(theirs)) => fault_of_place(text, json, &ours, &theirs),
        (Ok(_), Err(theirs)) => Some(format!("it is accepted; serde_json: {theirs}")),
        (Err(ours), Ok(_)) if ours.message().contains("127 levels") => None,
        (Err(ours), Ok(_)) => Some(format!("it is refused: {ours}")),
    }
}

/// What was read is what `serde_json` reads, and is written as it writes it.
fn fault_of_value(json: &str, ours: &Json) -> Option<String> {
    if ours.as_str() != json.trim_ascii() {
        return Some(format!("it becomes {ours}"));
    }
    let (here, there) = (decode::<Value>(json.as_bytes()), serde_json::from_str::<Value>(json));
    match (here, there) {
        (Ok(here), Ok(there)) if here == there => {
            let written = encode(&here).ok();
            let same = written == serde_json::to_vec(&there).ok();
            (!same).then(|| format!("it is written as {written:?}"))
        }
        (Err(_), Err(_)) => None,
        (here, there) => Some(format!("{here:?} is not {there:?}")),
    }
}

/// Both refuse a text at one place.
fn fault_of_place(
    text: &str,
    json: &str,
    ours: &DecodeError,
    theirs: &serde_json::Error,
) -> Option<String> {
    let mark = if theirs.line() > 1 { 0 } else { text.len() - json.len() };
    let place = (theirs.line().max(1), theirs.column().max(1) + mark);
    let is_same = (ours.line(), ours.column()) == place && ours.is_syntax();
    (!is_same).then(|| format!("refused at {ours}; by serde_json: {theirs}"))
}

#[test]
fn no_text_that_chance_makes_is_read_otherwise_than_serde_json_reads_it() {
    run(Suite { failures: "tests/json_reader/random_texts/failures", count: 40_000, make, fault });
}
