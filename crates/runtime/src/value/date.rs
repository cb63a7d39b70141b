//! A day.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ground::excerpt::excerpt;

/// A day in the format of RFC 3339 (OpenAPI's `date`).
///
/// Servers send other strings too, such as an empty one or a time. Those are kept and written unchanged, and
/// [`Date::day`] returns an error for them. They sort after all days.
///
/// ```
/// use guestlist_runtime::Date;
///
/// let day: Date = "2026-03-18".parse()?;
/// assert_eq!(day.to_string(), "2026-03-18");
///
/// let none: Date = guestlist_runtime::decode(br#""18.3.2026""#)?;
/// assert_eq!(none.to_string(), "18.3.2026");
/// assert_eq!(none.day().unwrap_err().text(), "18.3.2026");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(Spelling);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Spelling {
    Day(NaiveDate),
    /// Text that is not a day.
    Other(Box<str>),
}

impl Date {
    /// The day.
    ///
    /// # Errors
    ///
    /// When the text is not a day; the error has the text.
    pub fn day(&self) -> Result<NaiveDate, DateError> {
        match &self.0 {
            Spelling::Day(day) => Ok(*day),
            Spelling::Other(text) => Err(DateError(text.clone())),
        }
    }

    /// A value that a server sent.
    pub(crate) fn of_text(text: &str) -> Self {
        // chrono accepts shorter spellings too, which would not be written unchanged.
        Self(match text.parse() {
            Ok(day) if text.len() == 10 => Spelling::Day(day),
            _ => Spelling::Other(text.into()),
        })
    }
}

/// Accepts only text that is a day. Other text is kept only if a server sends it.
impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = Self::of_text(text);
        date.day().map(|_| date)
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self(Spelling::Day(day))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Spelling::Day(day) => write!(f, "{day}"),
            Spelling::Other(text) => f.write_str(text),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Spelling::Day(day) => serializer.collect_str(day),
            Spelling::Other(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day such as 2026-03-18")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
                Ok(Date::of_text(text))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

/// The error for text that is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError(Box<str>);

impl DateError {
    /// The original text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a day such as 2026-03-18", excerpt(&self.0))
    }
}

impl std::error::Error for DateError {}
