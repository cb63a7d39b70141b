//! The reader itself: where it stands, and the tokens that have no text of their own.

use std::fmt;

use crate::ground::bounds::{Bounds, Limit};
use crate::json::error::DecodeError;
use crate::json::reader::trials::Trials;
use crate::value::number::wrong_kind;

/// Reads a JSON text from its start to its end, or from a place that was noted.
pub struct Reader<'a> {
    text: &'a str,
    /// The place of the next byte.
    at: usize,
    /// What may be taken, and how deep it stands.
    pub(crate) bounds: Bounds,
    /// What unions note while their variants are tried.
    pub(crate) trials: Trials,
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("at", &self.at).finish_non_exhaustive()
    }
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader of a text that may be so many bytes long: its models may take memory in proportion.
    pub(crate) fn new(text: &'a str, limit: usize) -> Self {
        Self { text, at: 0, bounds: Bounds::new(limit), trials: Trials::default() }
    }

    /// The place of the next byte.
    #[inline]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The place, to come back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.bounds.depth() }
    }

    /// Goes back to a place.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        self.at = mark.at;
        self.bounds.return_to(mark.depth);
    }

    /// Goes to the end of a value that was measured already.
    #[inline]
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text between two places.
    #[inline]
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The next byte that is not space, which is not taken.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        match self.bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        let rest = self.bytes().get(self.at..)?;
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        let space = rest.iter().take_while(|byte| is_space(byte)).count();
        self.at += space;
        rest.get(space).copied()
    }

    /// Takes a byte, if it is the next that is not space.
    #[inline]
    pub(crate) fn takes(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    /// Takes a byte that has to come.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), DecodeError> {
        if self.takes(byte) { Ok(()) } else { Err(self.syntax()) }
    }

    /// Takes `null`, if it comes.
    #[inline]
    pub(crate) fn null(&mut self) -> Result<bool, DecodeError> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
    }

    #[inline]
    pub(super) fn literal(&mut self, literal: &str) -> Result<(), DecodeError> {
        let end = self.at + literal.len();
        if self.bytes().get(self.at..end) != Some(literal.as_bytes()) {
            return Err(self.syntax());
        }
        self.at = end;
        Ok(())
    }

    /// `true` or `false`.
    #[inline]
    pub(crate) fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    /// Goes into an array or object; what else comes is told.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8, expected: &str) -> Result<(), DecodeError> {
        if self.peek() != Some(bracket) {
            return Err(self.unexpected(expected));
        }
        self.bounds.enter().map_err(|limit| self.limit(limit))?;
        self.at += 1;
        Ok(())
    }

    /// Leaves an array or object in which nothing stands.
    #[inline]
    pub(crate) fn closes(&mut self, bracket: u8) -> bool {
        let closes = self.takes(bracket);
        if closes {
            self.bounds.leave();
        }
        closes
    }

    /// Goes into an array or object; whether a part comes, or else it was left.
    #[inline]
    pub(crate) fn begins(&mut self, bracket: u8) -> Result<bool, DecodeError> {
        let (expected, end) = if bracket == b'{' { ("an object", b'}') } else { ("a list", b']') };
        self.open(bracket, expected)?;
        Ok(!self.closes(end))
    }

    /// Whether another part comes; else the array or object is left.
    #[inline]
    pub(crate) fn goes_on(&mut self, bracket: u8) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == bracket => {
                self.at += 1;
                self.bounds.leave();
                Ok(false)
            }
            _ => Err(self.syntax()),
        }
    }

    /// Whether the text ends here.
    pub(crate) fn end(&mut self) -> Result<(), DecodeError> {
        if self.peek().is_some() { Err(self.syntax()) } else { Ok(()) }
    }

    /// Counts memory.
    #[inline]
    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), DecodeError> {
        match self.bounds.take(bytes) {
            Ok(()) => Ok(()),
            Err(limit) => Err(self.limit(limit)),
        }
    }

    /// Counts what a list takes when it grows by one item.
    #[cold]
    pub(crate) fn grow(&mut self, capacity: usize, item: usize) -> Result<(), DecodeError> {
        self.take(capacity.max(4).saturating_mul(item))
    }

    /// The error of a text that is not JSON.
    #[cold]
    pub(crate) fn syntax(&self) -> DecodeError {
        DecodeError::syntax(self.at)
    }

    /// The error of a limit, at the next value.
    #[cold]
    pub(crate) fn limit(&mut self, limit: Limit) -> DecodeError {
        self.peek();
        DecodeError::limit(self.at, limit)
    }

    /// The error of a value that is nested too deep, which is next.
    #[cold]
    pub(crate) fn too_deep(&mut self) -> DecodeError {
        self.limit(Limit::Depth)
    }

    /// The error of a value of another type than is expected, which is next.
    #[cold]
    pub(crate) fn unexpected(&mut self, expected: &str) -> DecodeError {
        match self.whole_value() {
            Ok((at, value)) => DecodeError::misfit(at, wrong_kind(value, expected)),
            Err(error) => error,
        }
    }

    /// The next value as text, and where it begins, without taking it.
    pub(crate) fn whole_value(&mut self) -> Result<(usize, &'a str), DecodeError> {
        self.peek();
        let mark = self.mark();
        let value = self.raw()?;
        self.rewind(mark);
        Ok((mark.at, value))
    }
}
