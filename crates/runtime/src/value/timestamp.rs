//! A point in time that keeps its spelling.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, TimeZone};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ground::excerpt::excerpt;
use crate::value::short_text::ShortText;

/// A point in time in the format of RFC 3339 (OpenAPI's `date-time`).
///
/// The original text is kept, with its fraction digits and its offset, and written unchanged. Servers send
/// other strings too, such as an empty one or a time without an offset. Those are kept as well, and
/// [`Timestamp::to_datetime`] returns an error for them. Two timestamps are equal when their texts are;
/// compare [`Timestamp::to_datetime`] to compare the moments.
///
/// ```
/// use guestlist_runtime::Timestamp;
///
/// let sent: Timestamp = "2019-09-19T10:00:00.000Z".parse()?;
/// assert_eq!(sent.as_str(), "2019-09-19T10:00:00.000Z");
/// assert_eq!(sent.to_datetime()?.timestamp(), 1_568_887_200);
///
/// let local: Timestamp = guestlist_runtime::decode(br#""2019-09-19T10:00:00""#)?;
/// assert_eq!(local.as_str(), "2019-09-19T10:00:00");
/// assert_eq!(local.to_datetime().unwrap_err().text(), "2019-09-19T10:00:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timestamp(ShortText);

impl Timestamp {
    /// From any text.
    #[inline]
    pub(crate) fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The original text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The moment, with the offset in the text. The text is parsed each time, because most timestamps are
    /// only passed on.
    ///
    /// # Errors
    ///
    /// When the text is not an RFC 3339 date and time; the error has the text.
    pub fn to_datetime(&self) -> Result<DateTime<FixedOffset>, TimestampError> {
        let text = self.as_str();
        DateTime::parse_from_rfc3339(text).map_err(|_| TimestampError(text.into()))
    }

    /// Whether the text is a time.
    #[inline]
    pub(crate) fn is_time(&self) -> bool {
        is_usual(self.as_str().as_bytes()) || self.to_datetime().is_ok()
    }
}

/// Accepts only text that is a time. Other text is kept only if a server sends it.
impl FromStr for Timestamp {
    type Err = TimestampError;

    #[inline]
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let timestamp = Self(text.into());
        if timestamp.is_time() { Ok(timestamp) } else { Err(TimestampError(text.into())) }
    }
}

/// Whether a text is a time in the usual format, `2026-03-18T20:27:30.123Z` with or without a fraction and
/// with `Z` or an offset. Other text may still be a time.
fn is_usual(text: &[u8]) -> bool {
    let Some((head, rest)) = text.split_first_chunk::<19>() else { return false };
    let number = |from: usize, to: usize| {
        head[from..to].iter().try_fold(0, |number: u16, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let signs = [4, 7, 10, 13, 16].map(|at| head[at]);
    let parts = (number(0, 4), number(5, 7), number(8, 10), number(11, 13), number(14, 16));
    let (true, (Some(year), Some(month), Some(day), Some(hour), Some(minute)), Some(second)) =
        (&signs == b"--T::", parts, number(17, 19))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    let is_time = (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    let offset = match rest {
        [b'.', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if !(1..=9).contains(&digits) {
                return false;
            }
            &fraction[digits..]
        }
        rest => rest,
    };
    is_time && is_offset(offset)
}

fn is_offset(text: &[u8]) -> bool {
    match text {
        b"Z" => true,
        [b'+' | b'-', hours @ (b'0' | b'1'), more, b':', minutes @ b'0'..=b'5', last] => {
            let digits = [hours, more, minutes, last];
            digits.iter().all(|digit| digit.is_ascii_digit())
        }
        _ => false,
    }
}

/// Uses as many fraction digits as the moment needs, and `Z` for UTC.
impl<Z: TimeZone> From<DateTime<Z>> for Timestamp {
    fn from(instant: DateTime<Z>) -> Self {
        let instant = instant.fixed_offset();
        let text = instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        Self(text.as_str().into())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an RFC 3339 date and time")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Ok(Timestamp(text.into()))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

/// The error for text that is not an RFC 3339 date and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError(Box<str>);

impl TimestampError {
    /// The original text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not an RFC 3339 date and time such as 2026-03-18T20:27:30Z",
            excerpt(&self.0)
        )
    }
}

impl std::error::Error for TimestampError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries texts that are times, and every change of one character in them.
    #[test]
    fn what_is_usual_is_a_time_to_chrono_as_well() {
        let times = [
            "2019-09-19T10:00:00.000Z",
            "2024-02-29T23:59:59+05:30",
            "2023-02-28T00:00:00.123456789-08:00",
            "1999-12-31T12:30:45Z",
            "0000-01-01T00:00:00+19:59",
        ];
        let mut usual = 0;
        for time in times {
            assert!(is_usual(time.as_bytes()), "{time}");
            for at in 0..time.len() {
                for other in b"0123456789-+:.TZtz 6" {
                    let mut bytes = time.as_bytes().to_vec();
                    bytes[at] = *other;
                    let text = String::from_utf8(bytes).unwrap();
                    if is_usual(text.as_bytes()) {
                        usual += 1;
                        assert!(DateTime::parse_from_rfc3339(&text).is_ok(), "{text}");
                    }
                }
            }
        }
        assert!(usual > 500, "{usual}");
    }

    #[test]
    fn every_day_of_four_centuries_is_judged_as_chrono_does() {
        for (year, month, day) in (1996..2404)
            .flat_map(|year| (0..14).map(move |month| (year, month)))
            .flat_map(|(year, month)| (0..33).map(move |day| (year, month, day)))
        {
            let text = format!("{year}-{month:02}-{day:02}T00:00:00Z");
            let is_time = DateTime::parse_from_rfc3339(&text).is_ok();
            assert_eq!(is_usual(text.as_bytes()), is_time, "{text}");
        }
    }
}
