//! A client of an API that nobody has: what `guestlist generate` makes of a document with each kind
//! of parameter, body, answer and security scheme, to be compiled and called.
//!
//! After a change of `openapi.yaml` or of the generator:
//!
//! ```text
//! cargo run -p guestlist -- generate --spec tests/party/openapi.yaml --out tests/party --name guestlist-party
//! ```

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;
