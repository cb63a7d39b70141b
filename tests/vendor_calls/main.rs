//! Calls over real connections: the requests that arrive at the server, and the caller's results.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches a vendor.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use std::fs;

use guestlist_datadog::{v1, v2};
use guestlist_runtime::Retry;
use guestlist_tests::catalogue::root;

mod answers;
mod every;
mod faults;
mod lists;
mod mocks;
mod operations;
mod paths;
mod recordings;
mod secrets;
mod server;
mod setup;
mod shown;
mod whole;

const API_KEY: &str = "hush-api-key";
const APPLICATION_KEY: &str = "hush-application-key";
const TOKEN: &str = "hush-token";

/// What all credentials of these tests have in them, and nothing else has.
const SECRET: &str = "hush";

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

fn datocms(url: impl Into<String>) -> guestlist_datocms::Client {
    let builder = guestlist_datocms::Client::builder().api_token(TOKEN);
    builder.base_url(url).retry(Retry::never()).build().unwrap()
}

fn datatrails(url: impl Into<String>) -> guestlist_datatrails::Client {
    let builder = guestlist_datatrails::Client::builder().bearer_token(TOKEN);
    builder.base_url(url).retry(Retry::never()).build().unwrap()
}

/// The body of a documented example: the corrected one, where the page has it wrong.
fn documented(api: &str, example: &str) -> Vec<u8> {
    let folder = root().join("spec").join(api).join("examples");
    let corrected = fs::read(folder.join(format!("{example}.corrected.json")));
    corrected.or_else(|_| fs::read(folder.join(format!("{example}.json")))).expect(example)
}
