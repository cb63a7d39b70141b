//! JSON that the description does not describe, kept as its original text.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// Any JSON value, kept as its text.
///
/// A decoded value has at most 127 levels, including the objects and arrays around it, as in `serde_json`.
///
/// Two values are equal when their texts are: `1.0` is not `1`, and `{"a":1}` is not `{ "a": 1 }`.
#[derive(Clone)]
pub struct Json(Box<str>);

impl Json {
    /// From JSON text without surrounding whitespace.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The value as JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the value as any type that implements [`Deserialize`](serde::Deserialize).
    ///
    /// ```
    /// use guestlist_runtime::{JsonObject, decode};
    ///
    /// let extra: JsonObject = decode(br#"{"seats":[1,2]}"#)?;
    /// let seats: Option<Vec<u32>> = extra.get("seats").map(|json| json.parse()).transpose()?;
    /// assert_eq!(seats, Some(vec![1, 2]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the JSON does not fit the type, or is nested deeper than 127 levels.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    pub(crate) fn null() -> Self {
        Self("null".into())
    }
}

impl From<Box<RawValue>> for Json {
    fn from(value: Box<RawValue>) -> Self {
        Self(value.into())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
