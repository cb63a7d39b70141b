//! What one call does otherwise than its client.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::ground::excerpt::excerpt;
use crate::http::invalid_request::InvalidRequest;
use crate::http::link::Link;
use crate::http::retry::Retry;
use crate::http::salvage::Salvage;

/// More headers no server takes, and many more would be too many for [`HeaderMap`], which panics.
const MOST_HEADERS: usize = 1_000;

/// What one call does otherwise than its client: given to it with `options`.
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
    /// How a page does without its items that do not fit, where it does.
    pub(crate) salvage: Option<Salvage>,
    pub(crate) retry: Option<Retry>,
    pub(crate) headers: HeaderMap,
    pub(crate) fault: Option<InvalidRequest>,
    /// What is asked for in place of the URL of the call: a page of a list.
    pub(crate) link: Option<Link>,
}

impl CallOptions {
    /// As the client does.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The time that the whole call may take, with all its attempts and the waits between. It ends
    /// when the response has been read; decoding comes after it, and takes as long as the body is
    /// large, which the client's limit bounds.
    ///
    /// It is also the longest time for which a 429 of this call holds the other calls of the
    /// client, whatever the server asks for.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long a body may stand still that is sent from a stream, or read while it comes: as long as the call may
    /// take unless set. The time of the call then ends when the response begins.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// How often the rest of a download that breaks off is asked for: never unless set.
    ///
    /// It is for a `GET` whose body is read while it comes, of a server that says `accept-ranges: bytes` and tells
    /// with a strong `etag`, or else with `last-modified`, that the rest is of the same body.
    #[must_use]
    pub fn resume_download(mut self, times: u32) -> Self {
        self.resumes = times;
        self
    }

    /// How often an event stream that ends or breaks off is asked for again before another event comes: never unless
    /// set.
    ///
    /// The request has the header `last-event-id`, and is sent after as long as the server asks for in its field
    /// `retry`, but no longer than the time of the call. It is for a `GET`, or what the description calls idempotent;
    /// a status 204 ends the stream.
    #[must_use]
    pub fn reconnect(mut self, times: u32) -> Self {
        self.reconnects = times;
        self
    }

    /// Reads a page of a list without its items that do not fit, in place of an error for the whole page.
    ///
    /// It is for `send` and `pages` of a list; its `stream` gives an error in the place of such an item in any case.
    /// Look at [`invalid_items`](crate::ResponseValue::invalid_items), so that none is lost.
    #[must_use]
    pub fn keep_valid_items(mut self) -> Self {
        self.salvage = Some(Salvage::new());
        self
    }

    /// When the call is sent again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// A header of the request, in place of one of the same name: also in place of the client's own
    /// credential, which is then not sent beside it, and no token is fetched for a call that has its own
    /// `authorization`. A `cookie` of the call is the whole header.
    ///
    /// `Debug` does not show the value, and where the name says that it is a credential, such as
    /// `authorization`, `cookie` or `x-api-key`, it is masked in what is shown of the response, as the
    /// client's own credentials are. A name or a value that no header may have fails the call before
    /// anything is sent.
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
