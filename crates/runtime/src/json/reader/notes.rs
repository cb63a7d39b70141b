//! What a reader notes of values for the unions around them.

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::reader::trials::{Key, MISMATCH, NOTE, Verdict};

impl Reader<'_> {
    /// Notes that something came which the description does not list.
    #[inline]
    pub(crate) fn unlisted(&mut self) {
        self.trials.count(1);
    }

    /// Notes that something came which the description excludes, and which is kept all the same.
    #[inline]
    pub(crate) fn mismatch(&mut self) {
        self.trials.count(MISMATCH);
    }

    /// Whether what is read is a variant of a union that is being tried.
    #[inline]
    pub(crate) fn is_tried(&self) -> bool {
        self.trials.around > 0
    }

    /// Notes what was found.
    ///
    /// # Errors
    ///
    /// When the notes take more memory than the value may.
    pub(crate) fn note(&mut self, key: Key, verdict: Verdict) -> Result<(), DecodeError> {
        self.trials.known.insert(key, verdict);
        let notes = self.trials.known.len().saturating_mul(NOTE);
        self.bounds.take_beside(0, notes).map_err(|limit| self.limit(limit))
    }
}
