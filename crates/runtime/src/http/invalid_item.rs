//! Items of a response that do not fit, while others do.

use std::fmt;

use crate::http::masking::Secrets;
use crate::json::error::DecodeError;

/// An item of a stream or a page that does not fit the description.
#[derive(Clone)]
pub struct InvalidItem {
    number: u64,
    raw: String,
    error: DecodeError,
}

impl InvalidItem {
    /// Creates the error for an item of a response; secrets of the call are masked when it is shown.
    pub(crate) fn new(number: u64, raw: String, mut error: DecodeError, secrets: &Secrets) -> Self {
        secrets.mask_error(&mut error, || raw.as_bytes().into());
        Self { number, raw, error }
    }

    /// The number of the item in the stream or the page, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The number of the item, from 0.
    pub(crate) fn index(&self) -> usize {
        usize::try_from(self.number.saturating_sub(1)).unwrap_or(usize::MAX)
    }

    /// The original text of the item.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The decoding error, with its JSON path.
    pub fn error(&self) -> &DecodeError {
        &self.error
    }
}

/// Shows the error, but not the text.
impl fmt::Debug for InvalidItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidItem")
            .field("number", &self.number)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for InvalidItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {} does not fit: {}", self.number, self.error)
    }
}

impl std::error::Error for InvalidItem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
