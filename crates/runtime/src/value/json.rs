//! JSON that the description does not describe: kept as the text that came.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::ground::bounds::{SHORT_TEXT, measure, take};

/// Any JSON value, kept as its text.
///
/// One that is decoded is nested 127 levels deep at most, with the objects and arrays around it: as
/// deep as `serde_json` reads.
///
/// Two values are equal when their texts are: `1.0` is not `1`, and `{"a":1}` is not `{ "a": 1 }`.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The JSON text of a value in which nothing is nested but what is JSON text already.
    pub(crate) fn from_flat<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// The value as JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the value as a type of the caller's, which its [`Deserialize`] decodes.
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
        serde_json::from_str(self.0.get())
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.0.get() == "null"
    }

    pub(crate) fn null() -> Self {
        Self(RawValue::NULL.to_owned())
    }

    pub(crate) fn raw(&self) -> &RawValue {
        &self.0
    }
}

impl From<Box<RawValue>> for Json {
    fn from(value: Box<RawValue>) -> Self {
        Self(value)
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

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        measure(raw.get())?;
        take(SHORT_TEXT)?;
        Ok(Self(raw))
    }
}

/// Writes a JSON text as it is.
///
/// # Errors
///
/// Those of the serializer, and when the text is not JSON.
pub fn write_json<S: Serializer>(json: &str, target: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(json).map_err(serde::ser::Error::custom)?;
    raw.serialize(target)
}
