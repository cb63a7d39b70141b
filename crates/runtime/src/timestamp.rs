//! A point in time that keeps its spelling.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, TimeZone};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time as RFC 3339 writes it (OpenAPI's `date-time`).
///
/// The text that came is kept, with its fraction digits and its offset, and is what goes out
/// again. Two timestamps are equal when their texts are; compare [`Timestamp::instant`] to ask
/// whether they are the same moment.
///
/// ```
/// use guestlist_runtime::Timestamp;
///
/// let sent: Timestamp = "2019-09-19T10:00:00.000Z".parse()?;
/// assert_eq!(sent.as_str(), "2019-09-19T10:00:00.000Z");
/// assert_eq!(sent.instant().timestamp(), 1_568_887_200);
/// # Ok::<(), guestlist_runtime::TimestampError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timestamp {
    text: Box<str>,
    instant: DateTime<FixedOffset>,
}

impl Timestamp {
    /// The text, as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The moment, with the offset that the text names.
    pub fn instant(&self) -> DateTime<FixedOffset> {
        self.instant
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        match DateTime::parse_from_rfc3339(text) {
            Ok(instant) => Ok(Self { text: text.into(), instant }),
            Err(_) => Err(TimestampError(text.into())),
        }
    }
}

/// Written with as many fraction digits as the moment needs, and `Z` for UTC.
impl<Z: TimeZone> From<DateTime<Z>> for Timestamp {
    fn from(instant: DateTime<Z>) -> Self {
        let instant = instant.fixed_offset();
        let text = instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        Self { text: text.into(), instant }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
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
                text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

/// A text that is not an RFC 3339 date and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError(Box<str>);

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not an RFC 3339 date and time such as 2026-03-18T20:27:30Z",
            crate::wire::excerpt(&self.0)
        )
    }
}

impl std::error::Error for TimestampError {}
