//! Arrays and objects split into the texts of their parts.
//!
//! The input is JSON text that has been read before. Text that is not JSON has no parts.

use std::borrow::Cow;

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;

/// The properties of an object, in order and with duplicates: name and JSON text.
pub(crate) type Members<'a> = [(Cow<'a, str>, &'a str)];

/// The properties of an object; empty for other values.
pub(crate) fn members(json: &str) -> Vec<(Cow<'_, str>, &str)> {
    Reader::new(json, 0).members().unwrap_or_default()
}

/// The items of an array; empty for other values.
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
