//! How far a request got whose response did not begin, in a browser: it never tells.

use std::net::SocketAddr;

use crate::http::sender::ExchangeError;

pub(super) fn is_connect(_: &ExchangeError) -> bool {
    false
}

pub(super) fn is_unprocessed(_: &ExchangeError) -> bool {
    false
}

pub(super) fn closed_connection(_: &ExchangeError) -> Option<SocketAddr> {
    None
}
