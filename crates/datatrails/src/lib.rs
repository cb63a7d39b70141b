//! A client of DataTrails.

#[rustfmt::skip]
mod generated;

pub use generated::*;
