//! An identifier that keeps its spelling.

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::short_text::ShortText;

/// An identifier that should be a UUID (OpenAPI's `uuid`), with its original spelling.
///
/// Servers send other strings too, such as an empty one. Those are kept, and [`Uuid::bits`] returns `None`
/// for them.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(ShortText);

impl Uuid {
    /// The original text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The 128 bits, if the text is a UUID (RFC 9562, section 4).
    pub fn bits(&self) -> Option<u128> {
        bits(self.as_str())
    }
}

/// The bits of a UUID in the usual format: 8, 4, 4, 4 and 12 hexadecimal digits.
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
