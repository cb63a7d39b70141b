//! Truncated bodies: each documented body, cut at every byte, is refused at the place where it ends.

use guestlist_runtime::DecodeError;
use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Example, examples};

/// The first bytes of a body that are a whole JSON value: no cut behind them takes anything away.
fn whole(body: &[u8]) -> usize {
    body.trim_ascii_end().len()
}

/// How long an error may be: a path, an excerpt and a sentence.
const MOST_TOLD: usize = 400;

/// What is wrong with the error of a cut body.
fn fault(cut: &[u8], error: &DecodeError) -> Option<String> {
    let lines = cut.split(|byte| *byte == b'\n').enumerate();
    let (line, column) = lines.last().map_or((1, 0), |(line, text)| (line + 1, text.len()));
    let is_at_the_end = error.line() == line && [column, column + 1].contains(&error.column());
    let told = error.to_string();
    let is_syntax = error.is_syntax() || std::str::from_utf8(cut).is_err();
    (!is_at_the_end || !is_syntax || told.len() > MOST_TOLD)
        .then(|| format!("{told:?} for a cut at line {line} column {column}"))
}

fn faults(example: &Example) -> Vec<String> {
    let body = &example.bytes[..];
    let read = |bytes: &[u8]| read(example.api, &example.operation, example.message, bytes);
    // A body that is refused whole is refused at the same place when it is cut behind it.
    let refused = read(body).err().map(|error| (error.line(), error.column()));
    let faults = (0..whole(body)).map(|end| &body[..end]).filter_map(|cut| match read(cut) {
        Ok(_) => Some("a cut body was decoded".to_owned()),
        Err(error) if refused == Some((error.line(), error.column())) => None,
        Err(error) => fault(cut, &error),
    });
    faults.map(|fault| format!("{}: {fault}", example.title())).collect()
}

#[test]
fn a_body_that_is_cut_at_any_byte_is_refused_at_its_end() {
    let examples: Vec<Example> = examples();
    let cuts: usize = examples.iter().map(|one| whole(&one.bytes)).sum();
    assert!(cuts > 20_000, "{cuts} cuts are too few");
    let faults: Vec<String> = examples.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{} of {cuts}, such as {}", faults.len(), faults[0]);
}
