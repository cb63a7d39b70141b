//! The pieces that secrets are looked for in.
//!
//! A token can be long, and a text that it may stand in too. With pieces of a fixed length, the time
//! is that of the text, whatever the two have in them; what stands side by side is masked as one.

use std::ops::Range;

use super::spelling::{Cuts, Spelled, spelled};

/// A secret of fewer bytes is not masked: it stands in ordinary words by chance, and whoever wants
/// to guess it needs no error message.
const SHORTEST: usize = 4;

/// How long a piece of a secret is that is longer.
const LENGTH: usize = 32;

/// How many bytes a piece may take, when each of its characters is escaped.
pub(crate) const LONGEST: usize = LENGTH * 16;

/// The most pieces that are looked for: those of 64 KiB of secrets, which no server takes.
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

    /// Where the pieces stand in a text, in order and apart from one another.
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

    /// The length of the longest end of a piece that a text begins with.
    fn tail(&self, text: &[u8], cuts: Cuts) -> Option<usize> {
        let tails = self
            .all
            .iter()
            .flat_map(|piece| (0..=piece.len() - SHORTEST).filter_map(|from| piece.get(from..)));
        tails.filter_map(|tail| end(text, tail, cuts)).max()
    }
}

/// The length of a piece that a text begins with, or of what is left of it where the text is cut.
fn end(text: &[u8], piece: &[u8], cuts: Cuts) -> Option<usize> {
    match spelled(text, piece, cuts) {
        Spelled::Whole(length) => Some(length),
        Spelled::Cut(length, bytes) if bytes >= SHORTEST => Some(length),
        _ => None,
    }
}
