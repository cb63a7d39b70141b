//! A call under way.
//!
//! It says what is the same for all attempts, and how long one may take. It sends nothing.

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

/// A call under way: what is the same for all its attempts.
pub(crate) struct Call {
    pub(crate) request: platform::Request,
    /// Its body, where that is a stream.
    pub(super) upload: Option<Arc<dyn Streamed>>,
    pub(crate) operation: &'static str,
    pub(crate) route: &'static str,
    /// How many bytes of the path of its URL are that of the API's server, where its response may link to the next
    /// page.
    pub(super) root: Option<usize>,
    /// Whether the body of a success is left to be read by the caller.
    pub(super) is_open: bool,
    /// The redirects that are responses.
    pub(super) redirects: Redirects,
    /// Whether the caller has said in this call who calls: it then needs no token.
    pub(super) has_authorization: bool,
    /// Whether the caller has given the whole header `cookie`.
    pub(super) has_cookies: bool,
    pub(super) idempotent: bool,
    pub(super) retry: Retry,
    pub(super) timeout: Duration,
    pub(super) deadline: Instant,
    /// How a page does without its items that do not fit, where it does.
    pub(super) salvage: Option<Salvage>,
    /// How often the rest of a body that breaks off is asked for.
    pub(super) resumes: u32,
    /// How often an event stream is asked for again.
    pub(super) reconnects: u32,
    /// How long a body that is read or sent piece by piece may stand still.
    pub(super) idle_timeout: Duration,
    /// What is not shown of its response: the session's secrets and the caller's.
    pub(super) secrets: Secrets,
}

impl Call {
    /// The same call, with its time before it.
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

    /// Whether its body is a stream that was begun, so that it cannot be sent again.
    pub(super) fn has_begun_upload(&self) -> bool {
        self.upload.as_ref().is_some_and(|upload| upload.reading() != Reading::Untouched)
    }

    /// Waits for an attempt until the time of the call is up; `None` where it is. While a stream is sent, the time
    /// has not begun: it is up when nothing of the stream was read for too long.
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
