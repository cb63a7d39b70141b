//! When a call is sent again, and after which wait.

use std::time::Duration;

use reqwest::{Method, StatusCode};

/// When a call is sent again.
///
/// Any call is sent again after 429, and when the server has certainly not processed it: when no
/// connection was made, or when the server says so over HTTP/2 (`REFUSED_STREAM`, and `GOAWAY` with
/// a lower stream: RFC 9113, sections 6.8 and 8.7). In these cases the server has done nothing, so no
/// invitation is sent twice.
///
/// A call that is idempotent, by its method (RFC 9110, section 9.2.2) or by its description, is also sent
/// again after 502, 503 and 504, and when a connection that was kept from an earlier call turns out to be
/// closed before the response began.
///
/// The server chooses the wait with `Retry-After`, as a number of seconds or a date in any of the three
/// formats of RFC 9110, section 5.6.7, or with a header that the description names. Otherwise the wait is
/// random, up to a limit that doubles each time. A date is measured against the response's own `Date`. A wait
/// that would end after the call's deadline is not started: the response is returned at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    most: u32,
    first: Duration,
    longest: Duration,
}

impl Retry {
    /// Sends a call again at most this many times.
    #[must_use]
    pub fn at_most(times: u32) -> Self {
        Self { most: times, ..Self::default() }
    }

    /// Never sends a call again.
    #[must_use]
    pub fn never() -> Self {
        Self::at_most(0)
    }

    /// Waits up to `first` before the first retry, and never longer than `longest`, unless the server says
    /// how long.
    #[must_use]
    pub fn backoff(self, first: Duration, longest: Duration) -> Self {
        Self { first, longest, ..self }
    }

    /// Whether another attempt is allowed after this many.
    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts <= self.most
    }

    /// A random wait up to the limit ("full jitter"), so that clients that failed together do not come back
    /// together.
    pub(crate) fn jitter(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1).min(16));
        let limit = self.first.saturating_mul(doubled).min(self.longest);
        limit.mul_f64(fastrand::f64())
    }
}

/// At most two retries, after up to half a second and up to a second.
impl Default for Retry {
    fn default() -> Self {
        Self { most: 2, first: Duration::from_millis(500), longest: Duration::from_secs(20) }
    }
}

/// Whether sending a request twice has the same effect as sending it once.
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(method.as_str(), "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY")
}

/// The progress of a request that has no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// The server has certainly not processed it.
    Unprocessed,
    /// A connection that was kept from an earlier call closed before the response began.
    Stale,
    /// Unknown.
    Unknown,
}

/// Whether a request that has no response may be sent again.
pub(crate) fn may_repeat(progress: Progress, idempotent: bool) -> bool {
    match progress {
        Progress::Unprocessed => true,
        Progress::Stale => idempotent,
        Progress::Unknown => false,
    }
}

/// Whether a response of this status may be followed by another attempt.
pub(crate) fn may_follow(status: StatusCode, idempotent: bool) -> bool {
    match status.as_u16() {
        429 => true,
        502..=504 => idempotent,
        _ => false,
    }
}

/// Whether the condition of a status may be temporary.
pub(crate) fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_the_one_that_was_set() {
        let (first, longest) = (Duration::from_millis(7), Duration::from_millis(9));
        let retry = Retry::at_most(5).backoff(first, longest);
        assert_eq!((retry.most, retry.first, retry.longest), (5, first, longest));
        assert_eq!(Retry::never().most, 0);
        assert!((1..100).all(|attempts| retry.jitter(attempts) <= longest));
    }

    #[test]
    fn what_is_not_set_is_the_default() {
        let (retry, default) = (Retry::at_most(5), Retry::default());
        assert_eq!((retry.first, retry.longest), (default.first, default.longest));
    }
}
