//! A client of an API that nobody has: what `guestlist generate` makes of a document with a schema
//! for each construct, to be compiled and held against `cases/`.
//!
//! After a change of `openapi.yaml` or of the generator:
//!
//! ```text
//! cargo run -p guestlist -- generate --spec tests/constructs/openapi.yaml --out tests/constructs --name guestlist-constructs
//! ```

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;
