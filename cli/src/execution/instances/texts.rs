//! Strings by format, pattern and length.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Map, Value};

/// Strings that a schema allows, a plain one first.
pub(super) fn texts(schema: &Map<String, Value>) -> Vec<String> {
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let by_format = of_format(format);
    let mut texts: Vec<String> = by_format.iter().map(|text| (*text).to_owned()).collect();
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        texts.extend(fitting(pattern));
    }
    if texts.is_empty() {
        let plain = ["text", "", "Grüße, \"Zoë\" \\ \u{1f389}\n", "123", "null"];
        texts.extend(plain.map(str::to_owned));
    }
    let limit = |word: &str| schema.get(word).and_then(Value::as_u64).map(|n| n as usize);
    let (least, most) = (limit("minLength").unwrap_or(0), limit("maxLength"));
    if by_format.is_empty() && !schema.contains_key("pattern") {
        let longest = most.unwrap_or(0).min(300);
        texts.extend([least, longest].iter().filter(|n| **n > 0).map(|n| "x".repeat(*n)));
    }
    let fits = |text: &String| {
        let length = text.chars().count();
        length >= least && most.is_none_or(|most| length <= most)
    };
    texts.into_iter().filter(fits).collect()
}

fn of_format(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2019-10-12T07:20:50.52Z",
            "2024-02-29T12:00:00+05:30",
            "1985-04-12T23:20:50.123456789-08:00",
            "2020-01-01T00:00:00.000Z",
        ],
        "date" => &["2024-02-29", "1999-12-31"],
        "time" => &["07:20:50.52Z"],
        "duration" => &["P1DT12H"],
        "uuid" => &["f47ac10b-58cc-4372-a567-0e02b2c3d479", "F47AC10B-58CC-4372-A567-0E02B2C3D479"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1", "2001:DB8:0:0::1"],
        "ip" => &["192.0.2.1", "2001:db8::1"],
        "email" => &["ada@example.com"],
        "uri" | "url" | "iri" => &["https://example.com/a?b=c#d", "https://Example.com"],
        "uri-reference" => &["/a/b"],
        "byte" => &["aGVsbG8=", ""],
        "hostname" => &["host.example.com"],
        _ => &[],
    }
}

/// A short and a longer string that match a pattern; none for an unsupported dialect.
fn fitting(pattern: &str) -> Vec<String> {
    let Ok(pattern) = regex_syntax::parse(pattern) else { return Vec::new() };
    let mut found = Vec::new();
    for extra in [0, 3] {
        let mut text = String::new();
        if write(&pattern, extra, &mut text).is_some() && !found.contains(&text) {
            found.push(text);
        }
    }
    // The longer one is more useful; the shortest is often empty.
    found.reverse();
    found
}

fn write(pattern: &Hir, extra: u32, text: &mut String) -> Option<()> {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            // A letter or a digit if the class has one, because other characters may fail elsewhere.
            let ranges = || class.ranges().iter().map(|range| (range.start(), range.end()));
            let plain = "ax0A9_-".chars().find(|c| ranges().any(|(a, b)| (a..=b).contains(c)));
            text.push(plain.or_else(|| ranges().next().map(|(start, _)| start))?);
        }
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            let count = repetition.min.saturating_add(extra).min(most).min(repetition.min + 8);
            for _ in 0..count {
                write(&repetition.sub, extra, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, extra, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, extra, text))?,
        HirKind::Alternation(parts) => write(parts.first()?, extra, text)?,
    }
    Some(())
}
