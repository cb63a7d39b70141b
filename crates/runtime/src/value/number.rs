//! A number that keeps its spelling.

use std::fmt;
use std::str::FromStr;

use serde::de::Unexpected;
use serde_json::value::RawValue;

/// Any JSON number with its original spelling (OpenAPI's `number`).
///
/// `1` stays `1`, `1.0` stays `1.0`, and thirty digits stay thirty. Two numbers are equal when their texts
/// are; compare [`Number::as_f64`] to compare their values.
///
/// ```
/// use guestlist_runtime::Number;
///
/// let price: Number = "0.10".parse()?;
/// assert_eq!(price.to_string(), "0.10");
/// assert_eq!(price.as_f64(), 0.1);
/// assert_eq!(Number::from(3), "3".parse()?);
/// # Ok::<(), guestlist_runtime::NumberError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// From the text of a JSON number.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The original text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`; infinite if the number is too large.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The value, if it is an integer that fits and is spelled as one.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }
}

/// Accepts a JSON number (RFC 8259, section 6).
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let raw: Result<&RawValue, _> = serde_json::from_str(text);
        match raw {
            Ok(raw) if is_number(raw.get()) && raw.get().len() == text.len() => {
                Ok(Self(text.into()))
            }
            _ => Err(NumberError),
        }
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

macro_rules! from_integer {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

from_integer!(i8, i16, i32, i64, u8, u16, u32, u64);

/// Accepts only finite values; JSON has no other numbers.
impl TryFrom<f64> for Number {
    type Error = NumberError;

    fn try_from(value: f64) -> Result<Self, NumberError> {
        if !value.is_finite() {
            return Err(NumberError);
        }
        let text = serde_json::to_string(&value).map_err(|_| NumberError)?;
        Ok(Self(text.into()))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error for text that is not a JSON number, or a value that is not finite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError;

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a JSON number")
    }
}

impl std::error::Error for NumberError {}

/// The message for a JSON value of an unexpected type, in serde's wording.
pub(crate) fn wrong_kind(json: &str, expected: &str) -> String {
    let text = serde_json::from_str::<String>(json);
    let found = match json.as_bytes().first() {
        Some(b'"') => Unexpected::Str(text.as_deref().unwrap_or_default()),
        Some(b'[') => Unexpected::Seq,
        Some(b'{') => Unexpected::Map,
        Some(b't' | b'f') => Unexpected::Bool(json == "true"),
        Some(b'-' | b'0'..=b'9') => match (json.parse(), json.parse()) {
            (Ok(integer), _) if json != "-0" => Unexpected::Signed(integer),
            (_, Ok(integer)) if json != "-0" => Unexpected::Unsigned(integer),
            _ => Unexpected::Float(json.parse().unwrap_or_default()),
        },
        // As `serde_json` calls it.
        _ => return format!("invalid type: null, expected {expected}"),
    };
    format!("invalid type: {found}, expected {expected}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_another_type_is_told_as_serde_tells_it() {
        for (json, expected) in [
            ("\"a\"", "string \"a\""),
            ("[1]", "sequence"),
            ("{}", "map"),
            ("true", "boolean `true`"),
            ("false", "boolean `false`"),
            ("-5", "integer `-5`"),
            ("1.5", "floating point `1.5`"),
            ("null", "null"),
        ] {
            let told = wrong_kind(json, "a guest");
            assert_eq!(told, format!("invalid type: {expected}, expected a guest"), "{json}");
        }
    }
}
