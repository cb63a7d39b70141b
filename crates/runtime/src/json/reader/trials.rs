//! What is known while the variants of a union are tried.
//!
//! Each variant that is tried reads the values in it again. Without a memory, a value that stands in `n`
//! unions would be tried `2^n` times. So what was found of a value as a union is noted until the outermost
//! of these unions is decided, and so is where the arrays and objects in it end. Nothing here tries.

use std::any::TypeId;
use std::collections::BTreeMap;

use crate::json::error::DecodeError;

/// The bytes that a note takes.
pub(super) const NOTE: usize = 128;

/// Where the arrays and objects in a part of the text end, so that nobody looks for it twice.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    /// Each by its start, in order.
    pub(super) all: Vec<(usize, usize)>,
}

/// What stands in memory for the end of a value.
pub(super) const END: usize = 2 * size_of::<(usize, usize)>();

impl Ends {
    /// Where the array or object ends that begins there.
    pub(super) fn of(&self, start: usize) -> Option<usize> {
        let at = self.all.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        Some(self.all[at].1)
    }
}

/// The place of a value and the union that it is read as.
pub(crate) type Key = (usize, TypeId);

/// What a value is as a union.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// It is still being decided.
    Open,

    /// The variant that fits best, if any does, and how often it was surprised.
    Fits { variant: Option<usize>, mismatches: u32 },

    /// Why it is an error.
    InvalidBody(DecodeError),
}

#[derive(Debug, Default)]
pub(crate) struct Trials {
    /// How often something came that is not as described, each [`MISMATCH`] times where it is excluded.
    pub(crate) mismatches: u32,
    /// The variants that are being tried, one in the other.
    pub(crate) around: u32,
    /// How often a value stood for one that is not needed yet.
    pub(crate) placeholders: u32,
    /// The unions that are being decided by trying, one in the other.
    pub(crate) undecided: u32,
    /// Where what is being decided ends.
    pub(crate) ends: Option<Ends>,
    /// Where the innermost union began, and how many unions began there.
    pub(crate) here: (usize, u32),
    pub(super) known: BTreeMap<Key, Verdict>,
}

/// How much something that is excluded speaks against a variant: more than any number of things that are
/// only not listed.
pub(super) const MISMATCH: u32 = 1 << 16;

impl Trials {
    pub(crate) fn count(&mut self, mismatches: u32) {
        self.mismatches = self.mismatches.saturating_add(mismatches);
    }

    /// What is known.
    pub(crate) fn known(&self, key: Key) -> Option<Verdict> {
        self.known.get(&key).cloned()
    }

    /// A union was decided; what was noted for it is of no more use.
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
