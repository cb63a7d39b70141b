//! The settings of one call that differ from its client's.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::ground::excerpt::excerpt;
use crate::http::invalid_request::InvalidRequest;
use crate::http::link::Link;
use crate::http::retry::Retry;
use crate::http::salvage::Salvage;

/// No server accepts more headers, and [`HeaderMap`] would panic with many more.
const MOST_HEADERS: usize = 1_000;

/// Settings of one call that differ from its client's, passed with `options`.
///
/// ```
/// use std::time::Duration;
///
/// use guestlist_runtime::{CallOptions, Retry};
///
/// let options = CallOptions::new()
///     .timeout(Duration::from_secs(5))
///     .retry(Retry::never())
///     .header("x-request-source", "onboarding");
/// ```
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) resumes: u32,
    pub(crate) reconnects: u32,
    /// How to leave out invalid items of a page, if wanted.
    pub(crate) salvage: Option<Salvage>,
    pub(crate) retry: Option<Retry>,
    pub(crate) headers: HeaderMap,
    pub(crate) fault: Option<InvalidRequest>,
    /// The link to request in place of the URL of the call: a page of a list.
    pub(crate) link: Option<Link>,
}

impl CallOptions {
    /// Creates options with the client's settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the time that the whole call may take, including all attempts and the waits between them. It
    /// covers reading the response, but not decoding, whose time depends on the size of the body, which the
    /// client limits.
    ///
    /// It is also the longest time for which a 429 of this call holds the client's other calls, whatever the
    /// server asks for.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how long a body that is sent from a stream, or read while it arrives, may make no progress. The
    /// default is the timeout of the call, which then ends when the response begins.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Sets how often the rest of an interrupted download is requested. The default is never.
    ///
    /// This is for a `GET` whose body is read while it arrives, from a server that sends
    /// `accept-ranges: bytes` and proves with a strong `etag`, or else with `last-modified`, that the rest is
    /// from the same body.
    #[must_use]
    pub fn resume_download(mut self, times: u32) -> Self {
        self.resumes = times;
        self
    }

    /// Sets how often an event stream that ends or breaks off is requested again before another event
    /// arrives. The default is never.
    ///
    /// The request has the header `last-event-id`, and is sent after the time in the server's field `retry`,
    /// but at most the timeout of the call. This is for a `GET`, or an operation that the description calls
    /// idempotent; a status 204 ends the stream.
    #[must_use]
    pub fn reconnect(mut self, times: u32) -> Self {
        self.reconnects = times;
        self
    }

    /// Reads a page of a list without its invalid items, instead of failing for the whole page.
    ///
    /// This is for `send` and `pages` of a list; its `stream` always returns an error in place of such an
    /// item. Check [`invalid_items`](crate::ResponseValue::invalid_items), so that none is lost.
    #[must_use]
    pub fn keep_valid_items(mut self) -> Self {
        self.salvage = Some(Salvage::new());
        self
    }

    /// Sets when the call is sent again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sets a header of the request. It replaces one with the same name, also the client's own credential; no
    /// token is fetched for a call that has its own `authorization`. A `cookie` of the call replaces the
    /// whole header.
    ///
    /// `Debug` does not show the value. If the name says that it is a credential, such as `authorization`,
    /// `cookie` or `x-api-key`, it is masked wherever the response is shown, like the client's own
    /// credentials. An invalid name or value fails the call before anything is sent.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            (Ok(_), Ok(_)) if self.headers.len() >= MOST_HEADERS => {
                let fault = format!("a call may have {MOST_HEADERS} headers of its own");
                self.fault = Some(InvalidRequest::new(fault));
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            (Err(error), _) => {
                let fault = format!("{:?} is not a name that a header can have", excerpt(name));
                self.fault = Some(InvalidRequest::new(fault).with_source(error));
            }
            (Ok(name), Err(error)) => {
                let fault = format!("the value of the header {name} cannot be sent");
                self.fault = Some(InvalidRequest::new(fault).with_source(error));
            }
        }
        self
    }
}
