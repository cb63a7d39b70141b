//! What the generated operations call: what takes no part in a type is compiled once, here.

pub use crate::client::{ApiInfo, Carrier, OwnAlternatives, Scheme, variable};
pub use crate::decode::decode;
pub use crate::paging::Paged;
pub use crate::parameter::{Style, path};
pub use crate::path::encode_path;
pub use crate::request::Request;
pub use crate::response::{FromResponse, successful, text};
pub use crate::server_url::ServerVariable;
