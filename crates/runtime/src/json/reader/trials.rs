//! The state while the variants of a union are tried.
//!
//! Each variant that is tried reads the values in it again. Without notes, a value inside `n` unions would be
//! tried `2^n` times. So the verdict on each inner union is noted until the outermost union is decided, and
//! so are the ends of the arrays and objects in it. Nothing here tries variants.

use std::any::TypeId;
use std::collections::BTreeMap;

use crate::json::error::DecodeError;

/// The bytes that a note takes.
pub(super) const NOTE: usize = 128;

/// The ends of the arrays and objects in a part of the text, so that each is looked for only once.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    /// Pairs of start and end, in order.
    pub(super) all: Vec<(usize, usize)>,
}

/// The memory for the end of a value.
pub(super) const END: usize = 2 * size_of::<(usize, usize)>();

impl Ends {
    /// The end of the array or object that begins at `start`.
    pub(super) fn of(&self, start: usize) -> Option<usize> {
        let at = self.all.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        Some(self.all[at].1)
    }
}

/// The offset of a value and the union that it is read as.
pub(crate) type Key = (usize, TypeId);

/// The verdict on a value as a union.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// It is still being decided.
    Open,

    /// The variant that fits best, if any, and its number of mismatches.
    Fits { variant: Option<usize>, mismatches: u32 },

    /// The value is an error.
    InvalidBody(DecodeError),
}

#[derive(Debug, Default)]
pub(crate) struct Trials {
    /// The number of unlisted things, plus [`MISMATCH`] for each excluded one.
    pub(crate) mismatches: u32,
    /// The number of nested variants that are being tried.
    pub(crate) around: u32,
    /// The number of placeholders returned for values that are not needed yet.
    pub(crate) placeholders: u32,
    /// The number of nested unions that are being decided by trying.
    pub(crate) undecided: u32,
    /// The ends in the value that is being decided.
    pub(crate) ends: Option<Ends>,
    /// The offset of the innermost union, and the number of unions that begin there.
    pub(crate) here: (usize, u32),
    pub(super) known: BTreeMap<Key, Verdict>,
}

/// The weight of something that is excluded against a variant: more than any number of unlisted things.
pub(super) const MISMATCH: u32 = 1 << 16;

impl Trials {
    pub(crate) fn count(&mut self, mismatches: u32) {
        self.mismatches = self.mismatches.saturating_add(mismatches);
    }

    /// The verdict so far.
    pub(crate) fn known(&self, key: Key) -> Option<Verdict> {
        self.known.get(&key).cloned()
    }

    /// Marks a union as decided; its notes are no longer needed.
    pub(crate) fn decided(&mut self) {
        self.undecided = self.undecided.saturating_sub(1);
        if self.undecided == 0 && !self.known.is_empty() {
            self.known = BTreeMap::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_kept_until_the_outermost_union_is_decided() {
        let key: Key = (7, TypeId::of::<u8>());
        let mut trials = Trials { undecided: 2, ..Trials::default() };
        trials.known.insert(key, Verdict::Open);
        trials.decided();
        assert!(trials.known(key).is_some() && trials.known((8, key.1)).is_none());
        trials.decided();
        assert!(trials.known(key).is_none());
        trials.decided();
        assert_eq!(trials.undecided, 0);
    }

    #[test]
    fn an_end_is_found_by_its_start_alone() {
        let ends = Ends { all: vec![(0, 9), (1, 4), (5, 8)] };
        let found = [0, 1, 2, 5, 9].map(|start| ends.of(start));
        assert_eq!(found, [Some(9), Some(4), None, Some(8), None]);
    }
}
