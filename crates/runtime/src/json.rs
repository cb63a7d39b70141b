//! JSON to model and back.
//!
//! In comes JSON text, out go values and models, and back. Nothing here knows of requests.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod items;
pub(crate) mod members;
pub(crate) mod path;
pub(crate) mod round_trip;
pub mod wire;
