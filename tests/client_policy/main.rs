//! The behaviour of a client when servers, networks or callers misbehave: the result, the number of requests,
//! and the time.
//!
//! The server is `guestlist_tests::server`, on loopback. Nothing here reaches a vendor.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use guestlist_tests::secrets::SECRET;

mod access;
mod bodies;
mod calling;
mod connections;
mod crowds;
mod ear;
mod encodings;
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
