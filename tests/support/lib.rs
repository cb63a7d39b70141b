//! What the tests share.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot read its input fails")]

pub mod annotated;
pub mod bodies;
pub mod catalogue;
pub mod described;
pub mod fresh;
pub mod fuzz;
pub mod http2;
pub mod operations;
pub mod schema;
pub mod server;
pub mod shown;
pub mod snapshots;

#[rustfmt::skip]
mod generated;

/// The examples of the front page compile.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
