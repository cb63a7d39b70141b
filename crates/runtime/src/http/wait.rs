//! Waits that a server asks for in headers, as numbers of seconds or as moments.
//!
//! A wait of any length is understood; if it outlasts a call, the call ends. A moment is measured against the
//! `Date` of the same response, if it has one, because the server's clock may be wrong.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// Numbers of seconds from this one on are moments: as a wait this would be 31 years.
const MOMENT: u64 = 1_000_000_000;

/// The wait of `Retry-After` (RFC 9110, section 10.2.3): a number of seconds or a date; the longest, if there
/// are several.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let values = headers.get_all(RETRY_AFTER).iter().filter_map(|value| value.to_str().ok());
    values.filter_map(|text| seconds(text.trim()).or_else(|| until(text, headers))).max()
}

/// The wait of a header that counts the seconds until a limit is over, or names the moment.
pub(crate) fn reset(text: &str, headers: &HeaderMap) -> Option<Duration> {
    let wait = seconds(text)?;
    let moment = match wait.as_secs() {
        0..MOMENT => return Some(wait),
        seconds if seconds / 1_000 < MOMENT => wait,
        _ => wait / 1_000,
    };
    let now = now(headers).signed_duration_since(DateTime::UNIX_EPOCH).to_std();
    Some(moment.saturating_sub(now.unwrap_or_default()))
}

/// A number of seconds, with or without a fraction; a number that is too large gives the longest time.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let seconds: f64 = text.parse().ok().filter(|_| is_number)?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// The time until a date; zero if it has passed.
fn until(text: &str, headers: &HeaderMap) -> Option<Duration> {
    let now = now(headers);
    let moment = date(text, now)?;
    Some(moment.signed_duration_since(now).to_std().unwrap_or_default())
}

/// The server's time.
fn now(headers: &HeaderMap) -> DateTime<Utc> {
    let now = Utc::now();
    let told = headers.get(DATE).and_then(|value| date(value.to_str().ok()?, now));
    told.unwrap_or(now)
}

/// A date in one of the three formats of RFC 9110, section 5.6.7, or in that of mail (RFC 5322). The day of
/// the week is ignored, because it is redundant.
fn date(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let read = |text: &str, form| Some(NaiveDateTime::parse_from_str(text, form).ok()?.and_utc());
    let Some((_, rest)) = text.split_once(", ") else {
        return read(text.split_once(' ')?.1, "%b %e %H:%M:%S %Y"); // asctime
    };
    let imf_fixdate = || read(rest, "%d %b %Y %H:%M:%S GMT");
    let rfc_850 = || read(&whole_year(rest, now.year())?, "%d-%b-%Y %H:%M:%S GMT");
    let mail = || Some(DateTime::parse_from_rfc2822(text).ok()?.to_utc());
    mail().or_else(imf_fixdate).or_else(rfc_850)
}

/// A date like `06-Nov-94 08:49:37 GMT` with the century of its year: the last one that is at most 50 years
/// ahead.
fn whole_year(text: &str, now: i32) -> Option<String> {
    let (day_and_month, rest) = text.split_at_checked("06-Nov-".len())?;
    let (year, time) = rest.split_once(' ')?;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let of_century = year.parse::<u8>().ok().filter(|_| is_short)?;
    let latest = now + 50;
    let year = latest - (latest - i32::from(of_century)).rem_euclid(100);
    Some(format!("{day_and_month}{year:04} {time}"))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_number_of_seconds_may_have_a_fraction_and_any_size() {
        assert_eq!(seconds("1.5"), Some(Duration::from_millis(1500)));
        assert_eq!(seconds("0"), Some(Duration::ZERO));
        assert_eq!(seconds("86401"), Some(Duration::from_secs(86401)));
        assert_eq!(seconds(&"9".repeat(400)), Some(Duration::MAX));
        assert_eq!(seconds("18446744073709551616"), Some(Duration::MAX));
        for nonsense in ["", ".", "soon", "-1", "+1", "NaN", "inf", "1e3", "1.2.3", "1 s", "1,5"] {
            assert_eq!(seconds(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_date_has_three_forms() {
        let now = at("2026-11-25T12:00:00Z");
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 6 Nov 1994 09:49:37 +0100",
            " Mon, 06 Nov 1994 08:49:37 GMT ",
        ] {
            assert_eq!(date(text, now), Some(at("1994-11-06T08:49:37Z")), "{text}");
        }
        for (year, expected) in
            [("76", 2076), ("77", 1977), ("26", 2026), ("27", 2027), ("00", 2000)]
        {
            let read = date(&format!("Sunday, 06-Nov-{year} 08:49:37 GMT"), now);
            assert_eq!(read.map(|date| date.year()), Some(expected), "{year}");
        }
        for nonsense in [
            "",
            " ",
            ", ",
            "tomorrow",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94",
            "Sunday, 06-Növ-94 08:49:37 GMT",
            "Sunday, 06-Nov-+4 08:49:37 GMT",
            "Sun Nov  6 08:49:37",
            "Sun, 06 Nov 1994 25:49:37 GMT",
        ] {
            assert_eq!(date(nonsense, now), None, "{nonsense}");
        }
    }

    #[test]
    fn a_moment_is_measured_against_the_date_of_the_response() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        headers.append(RETRY_AFTER, HeaderValue::from_static("Sun Nov  6 08:50:37 1994"));
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(60)));
        headers.append(RETRY_AFTER, HeaderValue::from_static("61"));
        headers.append(RETRY_AFTER, HeaderValue::from_static("soon"));
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(61)));
    }

    #[test]
    fn a_large_number_is_a_moment() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static("Thu, 01 Jan 2026 00:00:00 GMT"));
        let rows = [
            ("60", 60),
            ("999999999", 999_999_999),
            ("1767225660", 60),
            ("1767225660.5", 60),
            ("1767225660000", 60),
            ("1000000000", 0),
        ];
        for (text, expected) in rows {
            let wait = reset(text, &headers).map(|wait| wait.as_secs());
            assert_eq!(wait, Some(expected), "{text}");
        }
        assert!(reset("99999999999999999999", &headers) > Some(Duration::from_secs(MOMENT)));
    }
}
