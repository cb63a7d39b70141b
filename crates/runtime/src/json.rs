//! Decoding JSON to models, and encoding models as JSON.
//!
//! One reader turns JSON text into values and models, and one writer turns them back. Nothing here knows of
//! requests.

pub(crate) mod codec;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod error;
pub(crate) mod foreign;
pub(crate) mod parts;
pub(crate) mod path;
pub(crate) mod raw_value_name;
pub(crate) mod reader;
pub(crate) mod round_trip;
pub(crate) mod text;
pub mod wire;
pub(crate) mod writer;
