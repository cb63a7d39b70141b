//! What the Guestlist API clients share.
//!
//! A generated client crate holds two kinds of code: models, which are plain Rust types, and
//! operations, which send requests. Both lean on this crate:
//!
//! - [`Field`], [`Timestamp`], [`Json`] and [`JsonObject`] are what models are made of, so that
//!   nothing a server says is lost: `null` and absence, the spelling of a time, unknown members.
//! - [`decode()`] and [`encode`] turn JSON into models and back; a [`DecodeError`] names the JSON
//!   path, the line and the column of what did not fit.
//! - [`round_trip()`] tells whether a model keeps all that a JSON text says.
//! - [`ResponseValue`] and [`Error`] are what a call gives back: status, headers and body are
//!   kept in every case.
//! - [`wire`] and [`operation`] are for generated code.
//!
//! This crate knows no vendor: hosts, paths and members come from the descriptions.

#[cfg(feature = "mock")]
pub mod mock;
pub mod operation;
pub mod paging;
#[doc(hidden)]
pub mod parameter;
pub mod wire;
mod writer;

mod base_url;
mod client;
mod credential;
mod decode;
mod error;
mod field;
mod file;
mod form;
mod json;
mod map;
mod masking;
mod multipart;
mod number;
mod options;
mod path;
mod rate_limit;
mod request;
mod response;
mod retry;
mod round_trip;
mod secret;
mod server_url;
mod session;
mod setup_error;
mod short_text;
mod shown;
mod text;
mod timestamp;
mod token;
mod trace;
mod transport;
mod wait;

pub use client::ClientBuilder;
pub use decode::{DecodeError, decode, encode};
pub use error::{Error, InvalidRequest};
pub use field::Field;
pub use file::File;
pub use json::Json;
pub use map::{JsonObject, Map};
pub use multipart::Multipart;
pub use number::{Number, NumberError};
pub use options::CallOptions;
pub use paging::{EndlessList, PageError, Paging};
pub use rate_limit::{RateLimit, RateLimitHeaders};
pub use response::{Response, ResponseValue};
pub use retry::Retry;
pub use round_trip::{RoundTrip, round_trip};
pub use secret::Secret;
pub use session::Session;
pub use setup_error::SetupError;
pub use text::{Date, DateError, Uuid};
pub use timestamp::{Timestamp, TimestampError};
pub use transport::TransportError;

/// The HTTP client: [`Client`](reqwest::Client) for a caller's own, and its words for HTTP.
pub use reqwest;
pub use reqwest::StatusCode;
