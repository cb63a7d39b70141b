//! The progress of a request whose response did not begin, from the causes of its error.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpInfo;

use crate::http::sender::ExchangeError;

/// Whether no connection was made.
pub(super) fn is_connect(error: &ExchangeError) -> bool {
    match error {
        ExchangeError::Http(error) => error.is_connect(),
        ExchangeError::Other(error) => all(&**error).any(is_unconnected),
    }
}

/// Whether the server has certainly not processed the request.
pub(super) fn is_unprocessed(error: &ExchangeError) -> bool {
    let is_sure = |cause| is_unsent(cause) || is_refused(cause);
    // If a body breaks off, the server has processed the request.
    let is_of_request = match error {
        ExchangeError::Http(error) => error.is_request(),
        ExchangeError::Other(_) => true,
    };
    is_connect(error) || is_of_request && causes(error).any(is_sure)
}

/// A layer may wrap the error of the HTTP client in its own.
fn is_unconnected(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_connect)
        || error.downcast_ref::<legacy::Error>().is_some_and(legacy::Error::is_connect)
}

/// The local address of the connection that closed before the response began, if that is why there is none. A
/// part of the response's headers may have arrived.
pub(super) fn closed_connection(error: &ExchangeError) -> Option<SocketAddr> {
    let is_of_request = !matches!(error, ExchangeError::Http(error) if !error.is_request());
    if !is_of_request || !causes(error).any(is_closed) {
        return None;
    }
    let mut causes = causes(error);
    let error = causes.find_map(|cause| cause.downcast_ref::<legacy::Error>())?;
    let mut about = http::Extensions::new();
    error.connect_info()?.get_extras(&mut about);
    about.get::<HttpInfo>().map(HttpInfo::local_addr)
}

/// An error and its causes, except that of the HTTP client itself.
fn causes(error: &ExchangeError) -> impl Iterator<Item = &(dyn Error + 'static)> {
    all(error.error()).skip_while(|cause| cause.is::<reqwest::Error>())
}

fn all<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |cause: &&(dyn Error + 'static)| (*cause).source())
}

/// The connection closed while the request waited for its turn.
fn is_unsent(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled)
}

/// The server closed the stream before any processing (RFC 9113, section 8.7), or said that its id
/// is above the last one that it processes (section 6.8): only such streams fail because of the server's
/// `GOAWAY`.
#[cfg(feature = "http2")]
fn is_refused(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (is_refused || error.is_go_away())
    })
}

#[cfg(not(feature = "http2"))]
fn is_refused(_: &(dyn Error + 'static)) -> bool {
    false
}

fn is_closed(cause: &(dyn Error + 'static)) -> bool {
    let is_end = |error: &io::Error| {
        matches!(
            error.kind(),
            ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::NotConnected
                | ErrorKind::UnexpectedEof
        )
    };
    #[cfg(feature = "http2")]
    if let Some(error) = cause.downcast_ref::<h2::Error>() {
        return error.get_io().is_some_and(is_end);
    }
    cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message)
        || cause.downcast_ref::<io::Error>().is_some_and(is_end)
}
