//! The pieces in which secrets are looked for.
//!
//! Both a token and the text that may contain it can be long. With pieces of a fixed length, the time is
//! proportional to the text, whatever the two contain; adjacent pieces are masked as one.

use std::ops::Range;

use super::spelling::{Cuts, Spelled, spelled};

/// Shorter secrets are not masked: they occur in ordinary words by chance, and can be guessed without an
/// error message.
const SHORTEST: usize = 4;

/// The length of the pieces of a longer secret.
const LENGTH: usize = 32;

/// The greatest length in bytes of a piece in which each character is escaped.
pub(crate) const LONGEST: usize = LENGTH * 16;

/// The greatest number of pieces: those of 64 KiB of secrets, which no server accepts.
const MOST: usize = 2_048;

/// Pieces of secrets, by their first bytes.
#[derive(Default)]
pub(super) struct Pieces {
    all: Vec<Vec<u8>>,
}

impl Pieces {
    /// Adds a secret, in pieces; the last one overlaps with the one before.
    pub(super) fn add(&mut self, secret: &[u8]) {
        if secret.len() < SHORTEST {
            return;
        }
        let starts = (0..secret.len()).step_by(LENGTH);
        for start in starts {
            let start = start.min(secret.len().saturating_sub(LENGTH));
            let piece = &secret[start..secret.len().min(start + LENGTH)];
            if self.all.len() < MOST && !self.all.iter().any(|known| known == piece) {
                self.all.push(piece.to_vec());
            }
        }
    }

    /// The ranges of the pieces in a text, in order and disjoint.
    pub(super) fn find(&self, text: &str, cuts: Cuts) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if self.all.is_empty() {
            return ranges;
        }
        let mut by_first: [Vec<&[u8]>; 256] = std::array::from_fn(|_| Vec::new());
        for byte in 0..=u8::MAX {
            let begins = |piece: &&Vec<u8>| {
                matches!(byte, b'\\' | b'%' | b'&' | b'+') || piece[0].eq_ignore_ascii_case(&byte)
            };
            by_first[usize::from(byte)] =
                self.all.iter().filter(begins).map(Vec::as_slice).collect();
        }
        let mut after_cut = false;
        for (at, character) in text.char_indices() {
            let rest = &text.as_bytes()[at..];
            let first = usize::from(rest[0]);
            let whole = by_first[first].iter().filter_map(|piece| end(rest, piece, cuts));
            let length =
                if after_cut { self.tail(rest, cuts).max(whole.max()) } else { whole.max() };
            if let Some(length) = length {
                match ranges.last_mut() {
                    Some(last) if at <= last.end => last.end = last.end.max(at + length),
                    _ => ranges.push(at..at + length),
                }
            }
            after_cut = cuts.marked && character == '…';
        }
        ranges
    }

    /// The length of the longest end of a piece with which a text begins.
    fn tail(&self, text: &[u8], cuts: Cuts) -> Option<usize> {
        let tails = self
            .all
            .iter()
            .flat_map(|piece| (0..=piece.len() - SHORTEST).filter_map(|from| piece.get(from..)));
        tails.filter_map(|tail| end(text, tail, cuts)).max()
    }
}

/// The length of a piece with which a text begins, or of the rest of it if the text is cut.
fn end(text: &[u8], piece: &[u8], cuts: Cuts) -> Option<usize> {
    match spelled(text, piece, cuts) {
        Spelled::Whole(length) => Some(length),
        Spelled::Cut(length, bytes) if bytes >= SHORTEST => Some(length),
        _ => None,
    }
}
