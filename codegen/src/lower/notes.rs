//! The facts in a schema beyond the type of its values, as sentences for docs.

use crate::openapi::document::schema::{JsonType, Schema};
use crate::rust::docs::inlines::code;
use crate::rust::formats::sentence;

/// The sentences: formats, bounds and the default. They are not enforced on data from a server.
pub(crate) fn notes(schema: &Schema) -> Vec<String> {
    let mut notes = Vec::new();
    let format = schema.format.as_deref().filter(|_| schema.ty == Some(JsonType::String));
    notes.extend(format.and_then(sentence));
    let low = if schema.exclusive_minimum { "More than" } else { "At least" };
    let high = if schema.exclusive_maximum { "less than" } else { "at most" };
    notes.extend(range(low, &schema.minimum, high, &schema.maximum, ""));
    notes.extend(count(&schema.min_length, &schema.max_length, " characters"));
    notes.extend(count(&schema.min_items, &schema.max_items, " items"));
    if let Some(pattern) = &schema.pattern {
        notes.push(format!("It matches {}.", code(pattern)));
    }
    let default = schema.default.as_ref().filter(|value| !value.is_null()).map(ToString::to_string);
    if let Some(default) = default.filter(|text| text.len() <= 60) {
        notes.push(format!("The server's default is {}.", code(&default)));
    }
    if schema.write_only == Some(true) {
        notes.push("It is only sent, never received.".to_owned());
    }
    notes
}

fn count(min: &Option<u64>, max: &Option<u64>, unit: &str) -> Option<String> {
    range("At least", min, "at most", max, unit)
}

fn range<T: ToString>(
    low: &str,
    min: &Option<T>,
    high: &str,
    max: &Option<T>,
    unit: &str,
) -> Option<String> {
    let text = |bound: &Option<T>| bound.as_ref().map(ToString::to_string);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()))
    };
    match (text(min), text(max)) {
        (None, None) => None,
        (Some(min), None) => Some(format!("{low} {min}{unit}.")),
        (None, Some(max)) => Some(format!("{} {max}{unit}.", capital(high).unwrap_or_default())),
        (Some(min), Some(max)) => Some(format!("{low} {min} and {high} {max}{unit}.")),
    }
}
