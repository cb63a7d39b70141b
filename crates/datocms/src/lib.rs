//! A client of DatoCMS.

#[rustfmt::skip]
mod generated;

pub use generated::*;
