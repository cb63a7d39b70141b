//! The reader's notes on values for the unions around them.

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::reader::trials::{Key, MISMATCH, NOTE, Verdict};

impl Reader<'_> {
    /// Notes something that the description does not list.
    #[inline]
    pub(crate) fn unlisted(&mut self) {
        self.trials.count(1);
    }

    /// Notes something that the description excludes, but that is kept.
    #[inline]
    pub(crate) fn mismatch(&mut self) {
        self.trials.count(MISMATCH);
    }

    /// Whether a variant of a union is being tried.
    #[inline]
    pub(crate) fn is_tried(&self) -> bool {
        self.trials.around > 0
    }

    /// Notes the verdict on a value.
    ///
    /// # Errors
    ///
    /// When the notes exceed the memory limit of the value.
    pub(crate) fn note(&mut self, key: Key, verdict: Verdict) -> Result<(), DecodeError> {
        self.trials.known.insert(key, verdict);
        let notes = self.trials.known.len().saturating_mul(NOTE);
        self.bounds.take_beside(0, notes).map_err(|limit| self.limit(limit))
    }
}
