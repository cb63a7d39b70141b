//! An item of a response that does not fit, while others do.

use std::fmt;

use crate::http::masking::Secrets;
use crate::json::error::DecodeError;

/// An item of a stream or a page that is not what the description promises.
#[derive(Clone)]
pub struct InvalidItem {
    number: u64,
    raw: String,
    error: DecodeError,
}

impl InvalidItem {
    /// An item of a response, in which the secrets of the call are masked where it is shown.
    pub(crate) fn new(number: u64, raw: String, mut error: DecodeError, secrets: &Secrets) -> Self {
        secrets.mask_error(&mut error, || raw.as_bytes().into());
        Self { number, raw, error }
    }

    /// Which item of the stream or the page it is, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The same from zero.
    pub(crate) fn index(&self) -> usize {
        usize::try_from(self.number.saturating_sub(1)).unwrap_or(usize::MAX)
    }

    /// Its text, as it came.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What does not fit, with its JSON path.
    pub fn error(&self) -> &DecodeError {
        &self.error
    }
}

/// Shows what does not fit, and not the text.
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
