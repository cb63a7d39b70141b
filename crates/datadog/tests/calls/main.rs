//! Calls of the client over real connections: the requests that arrive at the server, and the caller's results.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches the vendor. What holds for the
//! clients of all vendors is in `tests/`, at the root of the workspace.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use guestlist_datadog::{v1, v2};
use guestlist_runtime::Retry;

mod answers;
#[cfg(unix)]
mod environment;
mod faults;
mod jobs;
mod lists;
mod mocks;
mod operations;
mod recordings;
mod redirects;
mod secrets;
mod setup;
mod shown;

const API_KEY: &str = "hush-api-key";
const APPLICATION_KEY: &str = "hush-application-key";
const TOKEN: &str = "hush-token";

// These clients send a call once, so that each answer of a script is seen: what is sent again, and
// when, is in `tests/client_policy/`.

fn v1(url: impl Into<String>) -> v1::Client {
    let builder = v1::Client::builder().api_key(API_KEY).application_key(APPLICATION_KEY);
    builder.base_url(url).retry(Retry::never()).build().unwrap()
}

fn v2(url: impl Into<String>) -> v2::Client {
    let builder = v2::Client::builder().api_key(API_KEY).application_key(APPLICATION_KEY);
    builder.base_url(url).retry(Retry::never()).build().unwrap()
}
