//! Datadog's API v2: its client, the models, and a module for each group of operations.

#[rustfmt::skip]
mod generated;

pub use generated::*;
