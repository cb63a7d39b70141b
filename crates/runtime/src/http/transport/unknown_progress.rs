//! The progress of a request whose response did not begin, which a browser never reports.

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
