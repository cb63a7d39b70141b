//! A string that is usually short, and then needs no heap memory.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::str::from_utf8;

/// Enough for a UUID, or for a time with nine fraction digits and an offset.
const SHORT: usize = 38;

/// A string; up to 38 bytes are kept inline.
#[derive(Clone)]
pub(crate) enum ShortText {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Box<str>),
}

impl ShortText {
    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            // The bytes were copied from a string.
            Self::Short { length, bytes } => {
                from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

impl From<&str> for ShortText {
    #[inline]
    fn from(text: &str) -> Self {
        match u8::try_from(text.len()) {
            Ok(length) if text.len() <= SHORT => {
                let mut bytes = [0; SHORT];
                bytes[..text.len()].copy_from_slice(text.as_bytes());
                Self::Short { length, bytes }
            }
            _ => Self::Long(text.into()),
        }
    }
}

impl PartialEq for ShortText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for ShortText {}

impl Default for ShortText {
    fn default() -> Self {
        "".into()
    }
}

impl PartialOrd for ShortText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ShortText {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for ShortText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_kept() {
        for length in [0, 1, SHORT - 1, SHORT, SHORT + 1, 300] {
            let text = "x".repeat(length);
            assert_eq!(ShortText::from(text.as_str()).as_str(), text);
        }
        assert_eq!(ShortText::from("Zoë").as_str(), "Zoë");
    }
}
