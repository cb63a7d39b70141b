//! A call in progress.
//!
//! It has the data that is the same for all attempts, and the timeouts. It sends nothing.

use std::sync::Arc;
use std::time::Duration;

use crate::http::masking::Secrets;
use crate::http::platform::{self, Instant, timeout_at};
use crate::http::request::Redirects;
use crate::http::retry::Retry;
use crate::http::salvage::Salvage;
use crate::http::session::copy::copy;
use crate::http::session::deadline::after;
use crate::http::transport::Reason;
use crate::http::upload::{Reading, Streamed};

/// A call in progress, with the data that is the same for all its attempts.
pub(crate) struct Call {
    pub(crate) request: platform::Request,
    /// Its body, if that is a stream.
    pub(super) upload: Option<Arc<dyn Streamed>>,
    pub(crate) operation: &'static str,
    pub(crate) route: &'static str,
    /// The length in bytes of the API server's path in its URL, if its response may link to the next page.
    pub(super) root: Option<usize>,
    /// Whether the caller reads the body of a success.
    pub(super) is_open: bool,
    /// The redirects that are responses.
    pub(super) redirects: Redirects,
    /// Whether the caller has set `authorization` in this call, so that it needs no token.
    pub(super) has_authorization: bool,
    /// Whether the caller has set the whole header `cookie`.
    pub(super) has_cookies: bool,
    pub(super) idempotent: bool,
    pub(super) retry: Retry,
    pub(super) timeout: Duration,
    pub(super) deadline: Instant,
    /// How to leave out invalid items of a page, if wanted.
    pub(super) salvage: Option<Salvage>,
    /// How often the rest of an interrupted body is requested.
    pub(super) resumes: u32,
    /// How often an event stream is requested again.
    pub(super) reconnects: u32,
    /// How long a body that is read or sent piece by piece may make no progress.
    pub(super) idle_timeout: Duration,
    /// The secrets that are masked in its response: the session's and the caller's.
    pub(super) secrets: Secrets,
}

impl Call {
    /// The same call with a new deadline.
    pub(super) fn again(&self) -> Result<Self, Reason> {
        Ok(Self {
            request: copy(&self.request, None)?,
            upload: self.upload.clone(),
            redirects: self.redirects.clone(),
            secrets: self.secrets.clone(),
            deadline: after(self.timeout),
            ..*self
        })
    }

    /// Whether its body is a stream that has been read from, so that it cannot be sent again.
    pub(super) fn has_begun_upload(&self) -> bool {
        self.upload.as_ref().is_some_and(|upload| upload.reading() != Reading::Untouched)
    }

    /// Waits for an attempt until the deadline of the call; `None` if that has passed. While a stream is
    /// sent, the timeout has not started; instead, the attempt ends when the stream makes no progress for too
    /// long.
    pub(super) async fn in_time<F: Future + Unpin>(&self, mut attempt: F) -> Option<F::Output> {
        let mut until = self.deadline;
        loop {
            if let Ok(outcome) = timeout_at(until, &mut attempt).await {
                return Some(outcome);
            }
            until = match self.upload.as_ref()?.reading() {
                Reading::At(read) => read + self.idle_timeout,
                Reading::Ended(ended) => ended + self.timeout,
                Reading::Untouched | Reading::GivenUp => return None,
            };
            if until <= Instant::now() {
                return None;
            }
        }
    }
}
