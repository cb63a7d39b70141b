//! What a client does when servers, networks and callers are not as they should be: what it gives
//! back, how often the server was asked, and how long it took.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches a vendor.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

#[path = "client/access.rs"]
mod access;

#[path = "client/calling.rs"]
mod calling;

#[path = "client/faults.rs"]
mod faults;

#[path = "client/retries.rs"]
mod retries;

#[path = "client/limits.rs"]
mod limits;

#[path = "client/crowds.rs"]
mod crowds;

#[path = "client/paging.rs"]
mod paging;

#[path = "client/tokens.rs"]
mod tokens;

#[path = "client/environment.rs"]
mod environment;

#[path = "client/options.rs"]
mod options;

#[path = "client/secrets.rs"]
mod secrets;

#[path = "client/bodies.rs"]
mod bodies;

#[path = "client/connections.rs"]
mod connections;

#[path = "client/encodings.rs"]
mod encodings;

#[path = "client/http2.rs"]
mod http2;

#[path = "client/waits.rs"]
mod waits;

#[path = "client/masking.rs"]
mod masking;

#[path = "client/hostile.rs"]
mod hostile;

/// What all credentials of these tests have in them, and nothing else has.
const SECRET: &str = "hush";
