//! The functions that generated operations call: code that does not depend on a type is compiled once, here.
//!
//! The module is for code from the generator of the same version: it may change in any version, and is not
//! part of the API that follows semantic versioning.

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
