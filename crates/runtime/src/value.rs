//! The types that models are made of.
//!
//! A value keeps the text that it was read from, so that it can be written again without loss. The module
//! `json` decodes objects and unions.

pub(crate) mod array;
pub(crate) mod date;
pub(crate) mod field;
pub(crate) mod integer;
pub(crate) mod json;
pub(crate) mod linked;
pub mod map;
pub(crate) mod number;
pub(crate) mod short_text;
pub(crate) mod timestamp;
pub(crate) mod uuid;
