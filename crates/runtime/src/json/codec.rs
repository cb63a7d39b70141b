//! What can be read from JSON, and what can be written as it.

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;

/// A type that [`decode`](crate::decode()) makes of JSON: each model, each type that models are made of, and
/// plain types of Rust.
///
/// Generated code implements it, for the runtime of its own version; what is here may change in any version.
/// A type of your own, which `serde` decodes, is read with [`Json::parse`](crate::Json::parse).
pub trait Decode: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    #[doc(hidden)]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Reads a value to where it stays: a model is not moved for it.
    ///
    /// # Errors
    ///
    /// When the value does not fit; what is there then is of no use.
    #[doc(hidden)]
    #[inline]
    fn decode_into(slot: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *slot = Some(Self::decode(reader)?);
        Ok(())
    }

    /// Reads an item to the end of a list, in the same way.
    ///
    /// # Errors
    ///
    /// When the value does not fit; what is there then is of no use.
    #[doc(hidden)]
    #[inline]
    fn decode_item(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        list.push(Self::decode(reader)?);
        Ok(())
    }
}

/// A type that [`encode`](crate::encode) writes as JSON: each model, each type that models are made of, and
/// plain types of Rust.
///
/// Generated code implements it, for the runtime of its own version; what is here may change in any version.
/// A type of your own, which `serde` encodes, is written with [`Json::from_value`](crate::Json::from_value).
pub trait Encode {
    /// Writes the value.
    #[doc(hidden)]
    fn encode(&self, writer: &mut Writer);
}
