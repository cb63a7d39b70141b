//! What the generated operations call: progenitor's support names, with our own kept promises.
//!
//! Of `progenitor-client` the parts that lose nothing are passed on; the others are ours, because
//! its own drop the status and the headers of a body that does not decode.

pub use progenitor_client::ClientInfo;
pub use progenitor_client::OperationInfo;
pub use progenitor_client::QueryParam;

pub use crate::client::Carrier;
pub use crate::client::Scheme;
pub use crate::decode::decode;
pub use crate::path::encode_path;
pub use crate::response::Body;
pub use crate::response::FromResponse;
pub use crate::session::ClientHooks;
