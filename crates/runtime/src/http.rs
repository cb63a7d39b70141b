//! Calls: who a client is, what it sends, how patiently, and what came back.
//!
//! Nothing here knows a vendor, or how JSON becomes a model.

pub(crate) mod base64;
pub(crate) mod base_url;
pub(crate) mod caller_secrets;
pub(crate) mod charset;
pub(crate) mod client;
pub(crate) mod credential;
pub(crate) mod encoding;
pub(crate) mod error;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod from_response;
pub(crate) mod invalid_request;
pub(crate) mod masking;
#[cfg(feature = "mock")]
pub mod mock;
pub(crate) mod multipart;
pub mod operation;
pub(crate) mod options;
pub mod paging;
pub mod parameter;
pub(crate) mod path_segment;
pub(crate) mod rate_limit;
pub(crate) mod redirect;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod secret;
pub(crate) mod security;
pub(crate) mod send_error;
pub(crate) mod server_url;
pub(crate) mod session;
pub(crate) mod setup_error;
pub(crate) mod token;
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod wait;
