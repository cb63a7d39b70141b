//! What the Guestlist API clients share.
//!
//! A generated client crate holds two kinds of code: models, which are plain Rust types, and
//! operations, which send requests. Both lean on this crate:
//!
//! - [`Field`], [`Timestamp`], [`Json`] and [`JsonObject`] are what models are made of, so that
//!   nothing a server says is lost: `null` and absence, the spelling of a time, unknown members.
//! - [`decode()`] and [`encode`] turn JSON into models and back; a [`DecodeError`] names the JSON
//!   path, the line and the column of what did not fit.
//! - [`ResponseValue`] and [`Error`] are what a call gives back: status, headers and body are
//!   kept in every case.
//! - [`wire`] and [`operation`] are for generated code.
//!
//! This crate knows no vendor: hosts, paths and members come from the descriptions.

pub mod operation;
pub mod wire;

mod client;
mod decode;
mod error;
mod field;
mod json;
mod path;
mod response;
mod secret;
mod session;
mod timestamp;

pub use client::{ClientBuilder, SetupError};
pub use decode::{DecodeError, decode, encode};
pub use error::Error;
pub use field::Field;
pub use json::{Json, JsonObject};
pub use response::{Response, ResponseValue};
pub use secret::Secret;
pub use session::{Session, TransportError};
pub use timestamp::{Timestamp, TimestampError};
