//! The runtime that the Guestlist API clients share.
//!
//! A generated client crate has two kinds of code: models, which are plain Rust types, and operations,
//! which send requests. Both depend on this crate, which a client re-exports as `runtime`. Hosts, paths and
//! properties come from the descriptions; this crate knows no vendor.
//!
//! # Models
//!
//! - [`Field`], [`Timestamp`], [`Date`], [`Integer`], [`Number`], [`Uuid`], [`Array`], [`Json`], [`Map`] and
//!   [`JsonObject`] are the types in models. They lose nothing that a server sends: `null` and absence, the
//!   spelling of a time or a number, text that is not a time, undocumented properties.
//! - [`decode()`] and [`encode`] turn JSON into models and back; a [`DecodeError`] names the JSON path, the
//!   line and the column of a value that does not fit.
//! - [`round_trip()`] checks that a model keeps everything in a JSON text.
//!
//! # Clients
//!
//! - The builder of a client takes credentials, each as a [`Secret`], which `Debug` does not show. A
//!   credential that is missing or cannot be sent is a [`SetupError`], before anything is sent.
//! - A [`Session`] is the state that the calls of a client share: connections, tokens, and the wait after a 429.
//!   Clones of a client have the same session, and so has a client made with `with_session`.
//!   [`Session::clear_rate_limit_hold`] ends the wait after a 429.
//!
//! # Calls
//!
//! - [`CallOptions`] change a client's settings for one call: its timeout, its headers, and with [`Retry`]
//!   when it is sent again. A request that the server may have processed is not sent again, unless that is
//!   harmless.
//! - A [`ResponseFuture`] is a call that is sent when it is awaited.
//! - [`ResponseValue`] is the result of a call: the model, to which it dereferences, with the status, the
//!   headers and the body. [`RateLimit`] is the rate limit that a response reports. [`MissingBody`] is the
//!   error of [`ResponseValue::present`] for a response without a body.
//! - [`Error`] says why a call returned no model, with the response if there was one. [`InvalidRequest`] is a
//!   mistake in the arguments, [`TransportError`] a fault on the way, and [`Error::api`] the documented error
//!   of the API.
//! - [`Paging`] is a paged list: of items with `stream`, of pages with `pages`. Its [`next`](Paging::next)
//!   returns one after the other, [`all`](Paging::all) collects them, and it is a `Stream`. A [`PageError`]
//!   names the page. An endless list stops with an [`EndlessList`], and a list whose link may not be followed
//!   with a [`LinkError`].
//! - [`File`] and [`Multipart`] are bodies of the type `multipart/form-data`; an [`Upload`] is a body of bytes, a
//!   stream or a file.
//!
//! # Streams
//!
//! - [`Events`] and [`JsonLines`] return each item as it arrives. One that does not fit is an
//!   [`InvalidItem`], and the next still arrives; after any other [`StreamError`] the stream ends.
//! - [`ByteStream`] is a body of any length, as a stream of bytes and as a reader.
//!
//! # Transports
//!
//! - A [`Transport`] sends the requests of a client in place of an HTTP client. Any `tower` service that
//!   takes an HTTP request is one, and an [`HttpService`] is the client's own, for layers to wrap. Each
//!   request has its [`Attempt`].
//!
//! ```
//! use std::time::Duration;
//!
//! use guestlist_runtime::{CallOptions, Error, PageError, Paging, Retry};
//!
//! /// For one call: `client.list_guests().options(hurry()).stream()`.
//! fn hurry() -> CallOptions {
//!     CallOptions::new()
//!         .timeout(Duration::from_secs(5))
//!         .retry(Retry::at_most(1).backoff(Duration::from_millis(100), Duration::from_secs(1)))
//!         .header("x-request-source", "onboarding")
//! }
//!
//! /// The first hundred items of a list, whatever the API is.
//! async fn first<T, E>(mut list: Paging<'_, T, E>) -> Result<Vec<T>, PageError<E>> {
//!     let mut items = Vec::new();
//!     while items.len() < 100 {
//!         match list.next().await {
//!             Some(item) => items.push(item?),
//!             None => break,
//!         }
//!     }
//!     Ok(items)
//! }
//!
//! /// What to do about an error, whatever the API is.
//! fn advice<E>(error: &Error<E>) -> String {
//!     match error {
//!         Error::InvalidRequest(fault) => format!("correct the arguments: {fault}"),
//!         Error::CommunicationError(fault) if fault.is_timeout() => "give it more time".to_owned(),
//!         error if error.is_retryable() => "try again later".to_owned(),
//!         error => match (error.status(), error.request_id()) {
//!             (Some(status), Some(id)) => format!("{status}: ask the vendor about {id}"),
//!             _ => format!("give up: {error}"),
//!         },
//!     }
//! }
//! # let _ = (hurry(), advice::<()>, first::<u8, ()>);
//! ```
//!
//! # In a browser
//!
//! This crate and each client build for `wasm32-unknown-unknown`, and call with `fetch`, in pages, workers,
//! and JavaScript servers that have it. Types and bounds are the same, including `Send`: a caller's value
//! that contains JavaScript values needs a channel, or a wrapper that is `Send`. Deadlines, waits, retries
//! after 429 and 503, streams and mocks work as usual. These things the browser decides itself, or lacks:
//!
//! - It follows redirects itself, also to other origins, and sends headers by its own rules (CORS). So a key
//!   in a header may follow a redirect of the API to another origin that asks for it, which happens on no
//!   other platform. A `302` that the description lists is never seen.
//! - It does not report why a call broke off. So such a call is never sent again, and
//!   [`TransportError::is_connect`] and [`TransportError::is_unprocessed`] are always false.
//! - It sets some headers itself, and drops the caller's: cookies, `accept-encoding`, `content-length` and
//!   others that the Fetch Standard forbids. Credentials in cookies are those that the browser has for the
//!   page's own origin.
//! - It shows a page from another origin only the response headers that the server exposes. Without
//!   `Retry-After`, waits are random; links in headers and rate limits need their headers to be exposed.
//! - It accepts only bytes: an [`Upload`] that is a stream is read into memory before it is sent, and
//!   `Upload::open` does not exist.
//! - `connect_timeout` and the features `rustls`, `native-tls`, `http2`, `gzip` and `system-proxy` have no
//!   effect. There are no environment variables, so `from_env` finds none, and no files for recordings.
//!
//! # Features
//!
//! A client has all of these except `patterns`, under the same names.
//!
//! | feature | by default | |
//! |---|---|---|
//! | `rustls` | yes | TLS, without a library of the operating system |
//! | `native-tls` | | TLS of the operating system, in place of `rustls` |
//! | `charset` | yes | text in charsets other than UTF-8 |
//! | `gzip` | yes | compressed responses |
//! | `http2` | yes | HTTP/2, if the server supports it |
//! | `system-proxy` | yes | the proxy of the environment or the operating system |
//! | `patterns` | yes | unions that only a regular expression can distinguish; a client with such a union enables it |
//! | `mock` | | an in-memory API for tests, in the module `mock` |
//! | `tracing` | | a span for each call and each attempt, with the names of OpenTelemetry |

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

pub use crate::http::byte_stream::ByteStream;
pub use crate::http::client::ClientBuilder;
pub use crate::http::error::Error;
pub use crate::http::events::{Event, Events};
pub use crate::http::file::File;
pub use crate::http::http_service::HttpService;
pub use crate::http::invalid_item::InvalidItem;
pub use crate::http::invalid_request::InvalidRequest;
pub use crate::http::json_lines::JsonLines;
pub use crate::http::link::LinkError;
pub use crate::http::multipart::Multipart;
pub use crate::http::options::CallOptions;
pub use crate::http::paging::{EndlessList, PageError, Paging};
pub use crate::http::platform::Body;
pub use crate::http::rate_limit::{RateLimit, RateLimitHeaders};
pub use crate::http::redirect::Redirect;
pub use crate::http::refresh_token::RefreshToken;
pub use crate::http::response::{MissingBody, Response, ResponseValue};
pub use crate::http::response_future::ResponseFuture;
pub use crate::http::retry::Retry;
pub use crate::http::secret::Secret;
pub use crate::http::service::{Attempt, BoxError, Responding, Transport};
pub use crate::http::session::Session;
pub use crate::http::setup_error::{HttpClientError, SetupError};
pub use crate::http::stream_error::StreamError;
pub use crate::http::token_provider::{ProvidedToken, TokenProvider};
pub use crate::http::transport::TransportError;
pub use crate::http::upload::Upload;
pub use crate::json::codec::{Decode, Encode};
pub use crate::json::decode::decode;
pub use crate::json::encode::encode;
pub use crate::json::error::DecodeError;
pub use crate::json::round_trip::{RoundTrip, round_trip};
pub use crate::value::array::Array;
pub use crate::value::date::{Date, DateError};
pub use crate::value::field::Field;
pub use crate::value::integer::{Integer, IntegerError};
pub use crate::value::json::Json;
pub use crate::value::linked::Linked;
pub use crate::value::map::{JsonObject, Map};
pub use crate::value::number::{Number, NumberError};
pub use crate::value::timestamp::{Timestamp, TimestampError};
pub use crate::value::uuid::Uuid;

/// The HTTP client, with [`Client`](reqwest::Client) for a caller's own, and its HTTP types.
pub use reqwest;
pub use reqwest::StatusCode;
