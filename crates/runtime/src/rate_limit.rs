//! What a server says about how often it may be called.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::Response;

/// The headers in which an API tells its limits, as its description names them, in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// How many requests a period allows.
    pub limit: Option<&'static str>,

    /// How many are left.
    pub remaining: Option<&'static str>,

    /// How long the period is, in seconds.
    pub period: Option<&'static str>,

    /// How many seconds are left of it.
    pub reset: Option<&'static str>,

    /// What the limit is called.
    pub name: Option<&'static str>,
}

/// How often the API may be called, as an answer says it.
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

/// No wait that a server asks for is taken to be longer: more is a moment in time, or nonsense.
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24);

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap, names: &RateLimitHeaders) -> Self {
        let text = |name: Option<&'static str>| headers.get(name?)?.to_str().ok().map(str::trim);
        let count = |name| text(name).and_then(|text| text.parse().ok());
        Self {
            limit: count(names.limit),
            remaining: count(names.remaining),
            period: text(names.period).and_then(seconds),
            reset: text(names.reset).and_then(seconds),
            name: text(names.name).map(str::to_owned),
        }
    }
}

/// How long the server asks to wait, after 429 or 503. What cannot be understood is no answer.
pub(crate) fn asked_wait(response: &Response, names: &RateLimitHeaders) -> Option<Duration> {
    let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    if let Some(wait) =
        retry_after.map(str::trim).and_then(|text| seconds(text).or_else(|| date(text)))
    {
        return Some(wait);
    }
    if response.status().as_u16() != 429 {
        return None;
    }
    RateLimit::read(response.headers(), names).reset
}

/// A number of seconds, with or without a fraction.
fn seconds(text: &str) -> Option<Duration> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let seconds: f64 = text.parse().ok().filter(|_| is_number)?;
    Duration::try_from_secs_f64(seconds).ok().filter(|wait| *wait <= LONGEST)
}

/// The time until an HTTP date (RFC 9110, section 5.6.7); none is left of one that has passed.
fn date(text: &str) -> Option<Duration> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc);
    let wait = (moment - Utc::now()).to_std().unwrap_or_default();
    (wait <= LONGEST).then_some(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_seconds_and_dates_are_waits() {
        assert_eq!(seconds("1.5"), Some(Duration::from_millis(1500)));
        assert_eq!(seconds("0"), Some(Duration::ZERO));
        for nonsense in ["", "soon", "-1", "NaN", "inf", "1e3", "99999999999", "1.2.3"] {
            assert_eq!(seconds(nonsense), None, "{nonsense}");
        }
        assert_eq!(date("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(date("tomorrow"), None);
    }
}
