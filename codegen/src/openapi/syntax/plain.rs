//! Plain scalars of YAML.
//!
//! It converts the text of a scalar without quotes to its value in the core schema of YAML 1.2. It knows no
//! tags.

use serde_json::{Number, Value};

/// The value of a plain scalar in the core schema (YAML 1.2, section 10.3.2).
pub(crate) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The number of a scalar. Numbers that JSON does not have, such as `.inf` and `1e400`, are strings, and so
/// are those with a leading zero, such as `0123`, which may be meant as octal.
fn number(text: &str) -> Option<Number> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return is_all(digits, |c| c.is_ascii_hexdigit())
            .then(|| u64::from_str_radix(digits, 16).ok().map(Number::from))?;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return is_all(digits, |c| c.is_ascii_digit())
            .then(|| u64::from_str_radix(digits, 8).ok().map(Number::from))?;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plus = text.strip_prefix('+').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    let has_digits = !whole.is_empty() || fraction.is_some_and(|digits| !digits.is_empty());
    let signed =
        |text: &str| is_all(text.strip_prefix(['-', '+']).unwrap_or(text), |c| c.is_ascii_digit());
    if !(has_digits && digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(signed))
    {
        return None;
    }
    if fraction.is_none() && exponent.is_none() {
        let small = plus.parse::<i64>().map(Number::from);
        if let Ok(number) = small.or_else(|_| plus.parse::<u64>().map(Number::from)) {
            return Some(number);
        }
    }
    Number::from_f64(plus.parse().ok()?)
}

fn is_all(text: &str, is_good: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is_good)
}
