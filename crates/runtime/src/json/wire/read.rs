//! One property of an object, and the items of an array.

use super::map::Collector;
use super::object::Found;
use crate::json::codec::Decode;
use crate::json::error::DecodeError;
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::value::field::Field;
use crate::value::map::Map;

/// A required property.
///
/// # Errors
///
/// When the value does not fit.
pub fn required<T: Decode>(
    slot: &mut Option<T>,
    reader: &mut Reader<'_>,
) -> Result<Found, DecodeError> {
    T::decode_into(slot, reader)?;
    Ok(Found::Value)
}

/// A required property that may be `null`.
///
/// # Errors
///
/// When the value does not fit.
pub fn nullable<T: Decode>(
    slot: &mut Option<Option<T>>,
    reader: &mut Reader<'_>,
) -> Result<Found, DecodeError> {
    *slot = Some(Option::decode(reader)?);
    Ok(Found::Value)
}

/// An optional property. The description does not allow `null`; if it comes anyway, it is remembered, so that
/// it is written again.
///
/// # Errors
///
/// When the value does not fit.
pub fn optional<T: Decode>(
    slot: &mut Option<T>,
    reader: &mut Reader<'_>,
) -> Result<Found, DecodeError> {
    if reader.null()? {
        return Ok(Found::Null);
    }
    T::decode_into(slot, reader)?;
    Ok(Found::Value)
}

/// An optional property that may be `null`.
///
/// # Errors
///
/// When the value does not fit.
pub fn field<T: Decode>(
    slot: &mut Field<T>,
    reader: &mut Reader<'_>,
) -> Result<Found, DecodeError> {
    *slot = if reader.null()? { Field::Null } else { Field::Value(T::decode(reader)?) };
    Ok(Found::Value)
}

/// The property whose constant value makes the object a variant of its union.
///
/// # Errors
///
/// When the value is another.
pub fn tag(
    slot: &mut Option<()>,
    expected: &'static str,
    reader: &mut Reader<'_>,
) -> Result<Found, DecodeError> {
    reader.peek();
    let start = reader.at();
    if reader.peek() != Some(b'"') {
        return Err(reader.unexpected(&format!("{expected:?}")));
    }
    let found = reader.string("a string")?;
    if found != expected {
        let message = format!("invalid value: string {found:?}, expected {expected:?}");
        return Err(DecodeError::misfit(start, message));
    }
    *slot = Some(());
    Ok(Found::Value)
}

/// The unlisted properties with a common type, while they are read.
pub struct Additional<T>(Collector<T>);

impl<T> std::fmt::Debug for Additional<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Additional").finish_non_exhaustive()
    }
}

impl<T> Default for Additional<T> {
    fn default() -> Self {
        Self(Collector::default())
    }
}

impl<T: Decode> Additional<T> {
    /// Reads one of them.
    ///
    /// # Errors
    ///
    /// When the value does not fit, or the property occurs twice.
    pub fn decode(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<Found, DecodeError> {
        reader.peek();
        let at = reader.at();
        let value = T::decode(reader).map_err(|error| error.within(Step::property(name)))?;
        self.0.add(reader, at, name.into(), value)?;
        Ok(Found::Value)
    }

    /// All of them.
    pub fn finish(self) -> Map<T> {
        self.0.finish()
    }
}

/// The items of an array.
///
/// # Errors
///
/// When the value is not an array, or an item does not fit.
pub fn list<T: Decode>(reader: &mut Reader<'_>) -> Result<Vec<T>, DecodeError> {
    let mut list = Vec::new();
    reader.open(b'[', "a list")?;
    if reader.closes(b']') {
        return Ok(list);
    }
    loop {
        let grown = match list.len() == list.capacity() {
            true => reader.grow(list.capacity(), size_of::<T>()),
            false => Ok(()),
        };
        let index = list.len();
        if let Err(error) = grown.and_then(|()| T::decode_item(&mut list, reader)) {
            return Err(error.within(Step::Item(index)));
        }
        if !reader.goes_on(b']')? {
            return Ok(list);
        }
    }
}
