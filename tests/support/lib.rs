//! Shared code of the tests.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot read its input fails")]

pub mod annotated;
#[cfg(feature = "clients")]
pub mod bodies;
pub mod catalogue;
#[cfg(feature = "clients")]
pub mod described;
pub mod fresh;
pub mod fuzz;
pub mod http2;
#[cfg(feature = "clients")]
pub mod operations;
#[cfg(feature = "clients")]
pub mod schema;
pub mod server;
pub mod shown;
pub mod snapshots;

#[cfg(feature = "clients")]
#[rustfmt::skip]
mod generated;

/// The examples of the front page compile.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
