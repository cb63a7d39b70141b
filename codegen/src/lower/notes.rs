//! What a schema says of a value beyond its type, in sentences for docs.

use serde_json::Value;

use crate::rust::docs::inlines::code;
use crate::rust::formats::sentence;

/// The sentences: formats, bounds and the default. None of it is enforced on what a server sends.
pub(crate) fn notes(schema: &Value) -> Vec<String> {
    let mut notes = Vec::new();
    let value = |name: &str| schema.get(name).filter(|value| !value.is_null());
    let number = |name: &str| value(name).filter(|one| one.is_number()).map(ToString::to_string);
    let is_string = schema.get("type") == Some(&"string".into());
    let format = value("format").and_then(Value::as_str).filter(|_| is_string);
    notes.extend(format.and_then(sentence));
    let exclusive = |name: &str| value(name) == Some(&Value::Bool(true));
    let low = if exclusive("exclusiveMinimum") { "More than" } else { "At least" };
    let high = if exclusive("exclusiveMaximum") { "less than" } else { "at most" };
    notes.extend(range(low, number("minimum"), high, number("maximum"), ""));
    notes.extend(range(
        "At least",
        number("minLength"),
        "at most",
        number("maxLength"),
        " characters",
    ));
    notes.extend(range("At least", number("minItems"), "at most", number("maxItems"), " items"));
    if let Some(pattern) = value("pattern").and_then(Value::as_str) {
        notes.push(format!("It matches {}.", code(pattern)));
    }
    let default = value("default").map(ToString::to_string);
    if let Some(default) = default.filter(|text| text.len() <= 60) {
        notes.push(format!("The server's default is {}.", code(&default)));
    }
    if value("writeOnly") == Some(&Value::Bool(true)) {
        notes.push("It is only sent, never answered.".to_owned());
    }
    notes
}

fn range(
    low: &str,
    min: Option<String>,
    high: &str,
    max: Option<String>,
    unit: &str,
) -> Option<String> {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()))
    };
    match (min, max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("{low} {min}{unit}.")),
        (None, Some(max)) => Some(format!("{} {max}{unit}.", capital(high).unwrap_or_default())),
        (Some(min), Some(max)) => Some(format!("{low} {min} and {high} {max}{unit}.")),
    }
}
