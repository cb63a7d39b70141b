//! Texts that have a format: a day, an identifier.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::{Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::short_text::ShortText;

/// A day as RFC 3339 writes it (OpenAPI's `date`).
///
/// ```
/// use guestlist_runtime::Date;
///
/// let day: Date = "2026-03-18".parse()?;
/// assert_eq!(day.to_string(), "2026-03-18");
/// # Ok::<(), guestlist_runtime::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day.
    pub fn day(self) -> NaiveDate {
        self.0
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        // chrono takes shorter spellings too, which would not go out as they came.
        match text.parse() {
            Ok(day) if text.len() == 10 => Ok(Self(day)),
            _ => Err(DateError(text.into())),
        }
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self(day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
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
                text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

/// A text that is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError(Box<str>);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a day such as 2026-03-18", crate::wire::excerpt(&self.0))
    }
}

impl std::error::Error for DateError {}

/// An identifier that should be a UUID (OpenAPI's `uuid`), as it was spelled.
///
/// Servers answer with other texts too, such as an empty one. Those are kept, and
/// [`Uuid::bits`] says that they are none.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(ShortText);

impl Uuid {
    /// The text, as it came.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The 128 bits, where the text is a UUID (RFC 9562, section 4).
    pub fn bits(&self) -> Option<u128> {
        bits(self.as_str())
    }
}

/// The bits of a UUID in its usual form: 8, 4, 4, 4 and 12 hexadecimal digits.
pub(crate) fn bits(text: &str) -> Option<u128> {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    if !lengths.eq([8, 4, 4, 4, 12]) || !text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(&parts.concat(), 16).ok()
}

impl From<&str> for Uuid {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Uuid {
    fn from(text: String) -> Self {
        Self(text.as_str().into())
    }
}

impl AsRef<str> for Uuid {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Uuid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Uuid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Uuid;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Uuid, E> {
                Ok(text.into())
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
