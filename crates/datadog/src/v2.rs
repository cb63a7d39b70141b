//! Datadog's API v2.

#[rustfmt::skip]
mod generated;

pub use generated::*;
