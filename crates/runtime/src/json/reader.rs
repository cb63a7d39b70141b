//! One reader of JSON text, for all models and values.
//!
//! In comes a whole JSON text, out go tokens, one after the other (RFC 8259). Where the reader stands, how
//! deep it is, what may still be taken and how often a value was not as described are its fields, so
//! it can go back to a place and read once more. It never reads a number as a float, and never knows a
//! model.

pub(crate) mod cursor;
pub(crate) mod notes;
mod number;
mod skip;
mod string;
#[cfg(test)]
mod tests;
pub(crate) mod trials;
