//! The traits of types that are read from JSON and written as JSON.

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;

/// A type that [`decode`](crate::decode()) reads from JSON: each model, each type in models, and plain Rust
/// types.
///
/// Generated code implements it for the runtime of the same version; the methods may change in any version.
/// To read your own types with `serde`, use [`Json::parse`](crate::Json::parse).
pub trait Decode: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    #[doc(hidden)]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Reads a value into its final place, so that a model is not moved.
    ///
    /// # Errors
    ///
    /// When the value does not fit; the content of the place is then meaningless.
    #[doc(hidden)]
    #[inline]
    fn decode_into(slot: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *slot = Some(Self::decode(reader)?);
        Ok(())
    }

    /// Reads an item into its final place at the end of a list.
    ///
    /// # Errors
    ///
    /// When the value does not fit; the content of the place is then meaningless.
    #[doc(hidden)]
    #[inline]
    fn decode_item(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        list.push(Self::decode(reader)?);
        Ok(())
    }
}

/// A type that [`encode`](crate::encode) writes as JSON: each model, each type in models, and plain Rust
/// types.
///
/// Generated code implements it for the runtime of the same version; the methods may change in any version.
/// To write your own types with `serde`, use [`Json::from_value`](crate::Json::from_value).
pub trait Encode {
    /// Writes the value.
    #[doc(hidden)]
    fn encode(&self, writer: &mut Writer);
}
