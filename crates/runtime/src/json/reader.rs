//! The reader of JSON text for all models and values.
//!
//! It reads tokens from a whole JSON text, one after the other (RFC 8259). Its position, depth, remaining
//! memory and count of mismatches are fields, so it can go back to a place and read again. It never reads a
//! number as a float, and knows no models.

pub(crate) mod cursor;
pub(crate) mod notes;
mod number;
mod skip;
mod string;
#[cfg(test)]
mod tests;
pub(crate) mod trials;
