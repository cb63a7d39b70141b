//! Datadog's API v1.

#[rustfmt::skip]
mod generated;

pub use generated::*;
