//! Shared code of the tests.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot read its input fails")]

#[cfg(feature = "compiler")]
pub mod annotated;
#[cfg(feature = "clients")]
pub mod bodies;
pub mod catalogue;
#[cfg(feature = "clients")]
pub mod described;
#[cfg(unix)]
pub mod environment;
pub mod exchange;
pub mod faults;
#[cfg(feature = "compiler")]
pub mod fresh;
#[cfg(feature = "compiler")]
pub mod fuzz;
pub mod http2;
#[cfg(feature = "clients")]
pub mod operations;
pub mod programs;
#[cfg(feature = "clients")]
pub mod schema;
pub mod secrets;
pub mod server;
pub mod shown;
pub mod snapshots;
pub mod variables;

#[cfg(feature = "clients")]
#[rustfmt::skip]
mod generated;

/// The examples of the front page compile.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
