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
//!
//! This crate knows no vendor: hosts, paths and members come from the descriptions.

#![warn(missing_debug_implementations)]

mod ground;
mod http;
mod json;
mod value;

#[cfg(feature = "mock")]
pub use crate::http::mock;
pub use crate::http::paging;
#[doc(hidden)]
pub use crate::http::{operation, parameter};
#[doc(hidden)]
pub use crate::json::wire;
pub use crate::value::map;

pub use crate::http::client::ClientBuilder;
pub use crate::http::error::Error;
pub use crate::http::file::File;
pub use crate::http::invalid_request::InvalidRequest;
pub use crate::http::multipart::Multipart;
pub use crate::http::options::CallOptions;
pub use crate::http::paging::{EndlessList, PageError, Paging};
pub use crate::http::rate_limit::{RateLimit, RateLimitHeaders};
pub use crate::http::response::{Response, ResponseValue};
pub use crate::http::retry::Retry;
pub use crate::http::secret::Secret;
pub use crate::http::session::Session;
pub use crate::http::setup_error::{HttpClientError, SetupError};
pub use crate::http::transport::TransportError;
pub use crate::json::decode::{DecodeError, decode};
pub use crate::json::encode::encode;
pub use crate::json::round_trip::{RoundTrip, round_trip};
pub use crate::value::date::{Date, DateError};
pub use crate::value::field::Field;
pub use crate::value::json::Json;
pub use crate::value::map::{JsonObject, Map};
pub use crate::value::number::{Number, NumberError};
pub use crate::value::timestamp::{Timestamp, TimestampError};
pub use crate::value::uuid::Uuid;

/// The HTTP client: [`Client`](reqwest::Client) for a caller's own, and its words for HTTP.
pub use reqwest;
pub use reqwest::StatusCode;
