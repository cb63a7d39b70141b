//! Calls of the client over real connections: the requests that arrive at the server, and the caller's results.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches the vendor. What holds for the
//! clients of all vendors is in `tests/`, at the root of the workspace.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use guestlist_datocms::Client;
use guestlist_runtime::Retry;

#[cfg(unix)]
mod environment;
mod jobs;
mod operations;
mod secrets;
mod setup;
mod shown;

const TOKEN: &str = "hush-token";
const TOKEN_HEADER: &str = "Bearer hush-token";

/// A client that sends a call once, so that each answer of a script is seen.
fn client(url: impl Into<String>) -> Client {
    let builder = Client::builder().api_token(TOKEN);
    builder.base_url(url).retry(Retry::never()).build().unwrap()
}
