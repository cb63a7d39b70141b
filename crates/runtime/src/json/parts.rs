//! Arrays and objects as they stand in the text, part by part.
//!
//! In comes JSON text that was read already, out go parts of it. What is not JSON has no parts.

use std::borrow::Cow;

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;

/// The properties of an object, in their order, with those that are there twice: name and JSON text.
pub(crate) type Members<'a> = [(Cow<'a, str>, &'a str)];

/// The properties of an object; none of another value.
pub(crate) fn members(json: &str) -> Vec<(Cow<'_, str>, &str)> {
    Reader::new(json, 0).members().unwrap_or_default()
}

/// The items of an array; none of another value.
pub(crate) fn items(json: &str) -> Vec<&str> {
    Reader::new(json, 0).items().unwrap_or_default()
}

impl<'a> Reader<'a> {
    /// The properties of the next value, which is an object.
    pub(crate) fn members(&mut self) -> Result<Vec<(Cow<'a, str>, &'a str)>, DecodeError> {
        let mut all = Vec::new();
        self.open(b'{', "an object")?;
        if self.closes(b'}') {
            return Ok(all);
        }
        loop {
            let name = self.property_name()?;
            all.push((name, self.raw()?));
            if !self.goes_on(b'}')? {
                return Ok(all);
            }
        }
    }

    /// The items of the next value, which is an array.
    pub(crate) fn items(&mut self) -> Result<Vec<&'a str>, DecodeError> {
        let mut all = Vec::new();
        self.open(b'[', "a list")?;
        if self.closes(b']') {
            return Ok(all);
        }
        loop {
            all.push(self.raw()?);
            if !self.goes_on(b']')? {
                return Ok(all);
            }
        }
    }
}
