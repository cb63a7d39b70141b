//! Masking the secrets of a session and of a call when a response is shown.
//!
//! A server may repeat a key in an error message, or a token in a path. The search starts only when somebody
//! prints an error, so a successful call pays nothing.

mod pieces;
mod spelling;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ground::excerpt::in_one_line;
use crate::ground::shown::visible;
use crate::http::secret::Secret;
use crate::json::error::DecodeError;
use pieces::{LONGEST, Pieces};
use spelling::Cuts;

/// The text that replaces a secret.
const MASK: &str = "***";

/// The number of fetched tokens that are remembered, newest first.
const MOST_FETCHED: usize = 16;

/// The secrets that a session has sent, or may send: keys, passwords and tokens, both as given and as sent. A
/// secret is found in upper or lower case, percent-encoded, and escaped as in JSON, Rust or HTML, even
/// repeatedly. A part of 32 bytes of a long secret is enough.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Option<Arc<Known>>);

struct Known {
    given: Vec<Secret>,
    fetched: Mutex<VecDeque<Secret>>,
    /// The secrets of the session, if these are of one of its calls.
    others: Secrets,
}

impl Secrets {
    /// The secrets that the caller gave.
    pub(crate) fn new(given: Vec<Secret>) -> Self {
        let (fetched, others) = (Mutex::default(), Self::default());
        Self(Some(Arc::new(Known { given, fetched, others })))
    }

    /// These, and those that the caller gave one call.
    pub(crate) fn and(&self, given: Vec<Secret>) -> Self {
        if given.is_empty() {
            return self.clone();
        }
        let (fetched, others) = (Mutex::default(), self.clone());
        Self(Some(Arc::new(Known { given, fetched, others })))
    }

    /// Remembers a token that was fetched.
    pub(crate) fn add(&self, token: Secret) {
        let Some(known) = &self.0 else { return };
        let mut fetched = known.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        if !fetched.contains(&token) {
            fetched.truncate(MOST_FETCHED - 1);
            fetched.push_front(token);
        }
    }

    /// The pieces of all secrets, each once.
    fn pieces(&self) -> Pieces {
        let mut pieces = Pieces::default();
        let mut secrets = self;
        while let Some(known) = &secrets.0 {
            let fetched = known.fetched.lock().unwrap_or_else(PoisonError::into_inner);
            for secret in known.given.iter().chain(fetched.iter()) {
                pieces.add(secret.expose().as_bytes());
            }
            secrets = &known.others;
        }
        pieces
    }

    /// The text with [`MASK`] in place of each secret. A `…` counts as a place where the text was cut, so
    /// that the rest of a secret there is masked as well.
    pub(crate) fn mask<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let ranges = self.pieces().find(text, Cuts { marked: true, at_end: false });
        if ranges.is_empty() { text.into() } else { masked(text, 0, &ranges).into() }
    }

    /// Whether there are no secrets that could be masked.
    pub(crate) fn are_none(&self) -> bool {
        self.0.is_none()
    }

    /// A masked text from an offset on, even if a secret begins before the offset. If `is_cut`, the original
    /// text continues after its end.
    pub(crate) fn mask_from(&self, text: &str, from: usize, is_cut: bool) -> String {
        let cuts = Cuts { marked: false, at_end: is_cut };
        masked(text, from, &self.pieces().find(text, cuts))
    }

    /// Up to 60 characters of a body from an offset on, as text on one line, masked even if a secret begins
    /// before the offset.
    pub(crate) fn excerpt(&self, body: &[u8], at: usize) -> String {
        let at = at.min(body.len());
        let (begin, end) = (at.saturating_sub(LONGEST), (at + 240).min(body.len()));
        let before = String::from_utf8_lossy(&body[begin..at]);
        let text = String::from_utf8_lossy(&body[at..end]);
        let from = before.len();
        in_one_line(&self.mask_from(&format!("{before}{text}"), from, end < body.len()))
    }

    /// Masks the parts of a body that an error shows.
    pub(crate) fn mask_error<'a>(
        &self,
        error: &mut DecodeError,
        body: impl FnOnce() -> Cow<'a, [u8]>,
    ) {
        if !self.are_none() {
            let text = |text: &str| self.mask(text).into_owned();
            error.replace(text, |at| self.excerpt(&body(), at));
        }
    }

    /// Whether a text contains a secret.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        !self.pieces().find(text, Cuts::default()).is_empty()
    }

    /// The `Debug` output of a value, masked.
    pub(crate) fn debug<'a, T: fmt::Debug + ?Sized>(&'a self, value: &'a T) -> Masked<'a, T> {
        Masked { secrets: self, value }
    }
}

/// The text from an offset on, with a mask in place of each range.
fn masked(text: &str, from: usize, ranges: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut at = from;
    for range in ranges.iter().filter(|range| range.end > from) {
        shown.push_str(text.get(at..range.start).unwrap_or_default());
        shown.push_str(MASK);
        at = range.end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}

/// Shows none of them.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// A value whose `Debug` is masked, and has no control characters.
pub(crate) struct Masked<'a, T: ?Sized> {
    secrets: &'a Secrets,
    value: &'a T,
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for Masked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if f.alternate() {
            write!(text, "{:#?}", self.value)?;
        } else {
            write!(text, "{:?}", self.value)?;
        }
        // The line breaks are those of `{:#?}`.
        let masked = masked(&text, 0, &self.secrets.pieces().find(&text, Cuts::default()));
        let mut lines = masked.split('\n');
        lines.next().map_or(Ok(()), |first| f.write_str(&visible(first)))?;
        lines.try_for_each(|line| write!(f, "\n{}", visible(line)))
    }
}

#[cfg(test)]
mod tests;
