//! The rate limits that a server reports.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::http::wait;

/// The headers with an API's rate limits, named in its description, in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// The number of requests allowed in a period.
    pub limit: Option<&'static str>,

    /// The number of requests left.
    pub remaining: Option<&'static str>,

    /// The length of the period in seconds.
    pub period: Option<&'static str>,

    /// The number of seconds left in the period. A number that is too large for a wait is the moment of its
    /// end: in seconds since 1970 from 10⁹ on, in milliseconds from 10¹² on.
    pub reset: Option<&'static str>,

    /// The name of the limit.
    pub name: Option<&'static str>,
}

/// The rate limit of the API, from a response.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The number of requests allowed in a period.
    pub limit: Option<u64>,

    /// The number of requests left.
    pub remaining: Option<u64>,

    /// The length of the period.
    pub period: Option<Duration>,

    /// The time until the next period begins, or until the server accepts the next request.
    pub reset: Option<Duration>,

    /// The name of the limit.
    pub name: Option<String>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap, names: &RateLimitHeaders) -> Self {
        let text = |name: Option<&'static str>| headers.get(name?)?.to_str().ok().map(str::trim);
        let count = |name| text(name).and_then(|text| text.parse().ok());
        Self {
            limit: count(names.limit),
            remaining: count(names.remaining),
            period: text(names.period).and_then(wait::seconds),
            reset: text(names.reset).and_then(|text| wait::reset(text, headers)),
            name: text(names.name).map(str::to_owned),
        }
    }
}

/// The time that the server asks to wait, after 429 or 503: from `Retry-After`, or else, after 429,
/// from the header that the description names. `None` if neither can be understood.
pub(crate) fn asked_wait(
    status: StatusCode,
    headers: &HeaderMap,
    names: &RateLimitHeaders,
) -> Option<Duration> {
    let reset = || match status.as_u16() {
        429 => RateLimit::read(headers, names).reset,
        _ => None,
    };
    wait::retry_after(headers).or_else(reset)
}
