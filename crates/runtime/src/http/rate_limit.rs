//! What a server says about how often it may be called.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::http::wait;

/// The headers in which an API tells its limits, as its description names them, in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// How many requests a period allows.
    pub limit: Option<&'static str>,

    /// How many are left.
    pub remaining: Option<&'static str>,

    /// How long the period is, in seconds.
    pub period: Option<&'static str>,

    /// How many seconds are left of it. A number that is too large to be a wait is the moment of
    /// its end: in seconds since 1970 from 10⁹ on, in milliseconds from 10¹² on.
    pub reset: Option<&'static str>,

    /// What the limit is called.
    pub name: Option<&'static str>,
}

/// How often the API may be called, as a response says it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests a period allows.
    pub limit: Option<u64>,

    /// How many are left.
    pub remaining: Option<u64>,

    /// How long the period is.
    pub period: Option<Duration>,

    /// How long it takes until the next period begins, or until the server wants the next request.
    pub reset: Option<Duration>,

    /// What the limit is called.
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
/// from the header that the description names. `None` where neither can be understood.
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
