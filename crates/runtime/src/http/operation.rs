//! What the generated operations call: what takes no part in a type is compiled once, here.
//!
//! It is for code that the generator of the same version has made: it may change in any version, and
//! is not part of the API that follows semantic versioning.

pub use crate::http::argument::Argument;
pub use crate::http::client::{ApiInfo, OwnAlternatives, variable};
pub use crate::http::encoding::Encoding;
pub use crate::http::from_response::{FromResponse, decode, decode_or, is_of, text};
pub use crate::http::paging::Paged;
pub use crate::http::parameter::style::Style;
pub use crate::http::request::Request;
pub use crate::http::security::{SchemeType, SecurityScheme};
pub use crate::http::send_error::SendError;
pub use crate::http::server_url::ServerVariable;
pub use crate::http::session::open::Opening;
