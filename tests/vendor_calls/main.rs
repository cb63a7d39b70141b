//! Calls over real connections: the requests that arrive at the server, and the caller's results.
//!
//! Each promise is tested with the operations of all descriptions, and names none of them. What only one vendor
//! has is tested in its crate, in `crates/<vendor>/tests/`. The server is `guestlist_tests::server`, on
//! loopback. Nothing here reaches a vendor.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

mod every;
mod faults;
mod paths;
mod secrets;
mod server;
mod whole;
