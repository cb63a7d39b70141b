//! What a client does when servers, networks and callers are not as they should be: what it gives
//! back, how often the server was asked, and how long it took.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches a vendor.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

mod access;
mod bodies;
mod calling;
mod connections;
mod crowds;
mod ear;
mod encodings;
mod environment;
mod faults;
mod hostile;
mod http2;
mod limits;
mod masking;
mod options;
mod paging;
mod retries;
mod secrets;
mod sources;
mod tokens;
mod traces;
mod waits;

/// What all credentials of these tests have in them, and nothing else has.
const SECRET: &str = "hush";
