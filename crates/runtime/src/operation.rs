//! What the generated operations call: progenitor's support names, with our own kept promises.
//!
//! Of `progenitor-client` the parts that lose nothing are passed on; the others are ours, because
//! its own drop the status and the headers of a body that does not decode.

pub use progenitor_client::{ClientInfo, QueryParam};

pub use crate::client::{ApiInfo, Carrier, OwnAlternatives, Scheme, variable};
pub use crate::decode::decode;
pub use crate::paging::Paged;
pub use crate::parameter::{self, Style};
pub use crate::path::encode_path;
pub use crate::response::{Body, FromResponse, text};
pub use crate::session::{ClientHooks, OperationInfo};
