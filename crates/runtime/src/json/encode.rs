//! Encoding models as JSON text.

use serde::Serialize;
use serde::ser::Error as _;

use crate::json::codec::Encode;
use crate::json::foreign::value_writer::{ValueWriter, too_deep};
use crate::json::writer::Writer;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// Encodes a model as JSON text, without whitespace.
///
/// # Errors
///
/// Only when the value is nested deeper than 127 levels, not counting values that are kept as JSON text.
pub fn encode<T: Encode + ?Sized>(model: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut writer = Writer::new();
    model.encode(&mut writer);
    writer.finish().ok_or_else(too_deep)
}

impl Json {
    /// The JSON text of a value.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, for instance a map whose keys are not strings, or a value
    /// that is nested deeper than 127 levels.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        let mut text = Vec::new();
        value.serialize(ValueWriter { out: &mut text, depth: 0 })?;
        let text = String::from_utf8(text).map_err(serde_json::Error::custom)?;
        Ok(Self::of_text(&text))
    }
}

impl JsonObject {
    /// Sets a property to a value, written as JSON, in its place if it exists, otherwise at the end.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn set<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        self.insert(name, Json::from_value(value)?);
        Ok(())
    }
}
