//! The client of an API: its builder, its servers, and its credentials.

pub(crate) mod builder;
pub(crate) mod security;
pub(crate) mod server;
pub(crate) mod transport;
