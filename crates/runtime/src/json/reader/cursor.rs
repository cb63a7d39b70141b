//! The reader itself: its position, and the tokens without text of their own.

use std::fmt;

use crate::ground::bounds::{Bounds, Limit};
use crate::json::error::DecodeError;
use crate::json::reader::trials::Trials;
use crate::value::number::wrong_kind;

/// Reads a JSON text from start to end, and can go back to a marked place.
pub struct Reader<'a> {
    text: &'a str,
    /// The offset of the next byte.
    at: usize,
    /// The limits, the memory taken and the depth.
    pub(crate) bounds: Bounds,
    /// The notes of unions while their variants are tried.
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
    /// A reader for a text with this limit in bytes; its models may take memory in proportion.
    pub(crate) fn new(text: &'a str, limit: usize) -> Self {
        Self { text, at: 0, bounds: Bounds::new(limit), trials: Trials::default() }
    }

    /// The offset of the next byte.
    #[inline]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Marks the current place, to come back to it.
    pub(crate) fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.bounds.depth() }
    }

    /// Goes back to a marked place.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        self.at = mark.at;
        self.bounds.return_to(mark.depth);
    }

    /// Goes to the known end of a value.
    #[inline]
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text between two offsets.
    #[inline]
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The next byte that is not whitespace, without taking it.
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

    /// Takes a byte, if it is the next that is not whitespace.
    #[inline]
    pub(crate) fn takes(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    /// Takes a byte that must come next.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), DecodeError> {
        if self.takes(byte) { Ok(()) } else { Err(self.syntax()) }
    }

    /// Takes `null`, if it comes next.
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

    /// Enters an array or object; any other value is an error.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8, expected: &str) -> Result<(), DecodeError> {
        if self.peek() != Some(bracket) {
            return Err(self.unexpected(expected));
        }
        self.bounds.enter().map_err(|limit| self.limit(limit))?;
        self.at += 1;
        Ok(())
    }

    /// Leaves an array or object if it is empty.
    #[inline]
    pub(crate) fn closes(&mut self, bracket: u8) -> bool {
        let closes = self.takes(bracket);
        if closes {
            self.bounds.leave();
        }
        closes
    }

    /// Enters an array or object. Returns whether it has a part; if it is empty, leaves it.
    #[inline]
    pub(crate) fn begins(&mut self, bracket: u8) -> Result<bool, DecodeError> {
        let (expected, end) = if bracket == b'{' { ("an object", b'}') } else { ("a list", b']') };
        self.open(bracket, expected)?;
        Ok(!self.closes(end))
    }

    /// Returns whether another part comes; if not, leaves the array or object.
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

    /// Checks that the text ends here.
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

    /// Counts the memory of a list that grows by one item.
    #[cold]
    pub(crate) fn grow(&mut self, capacity: usize, item: usize) -> Result<(), DecodeError> {
        self.take(capacity.max(4).saturating_mul(item))
    }

    /// The error for text that is not JSON.
    #[cold]
    pub(crate) fn syntax(&self) -> DecodeError {
        DecodeError::syntax(self.at)
    }

    /// The error for an exceeded limit, at the next value.
    #[cold]
    pub(crate) fn limit(&mut self, limit: Limit) -> DecodeError {
        self.peek();
        DecodeError::limit(self.at, limit)
    }

    /// The error if the next value is nested too deep.
    #[cold]
    pub(crate) fn too_deep(&mut self) -> DecodeError {
        self.limit(Limit::Depth)
    }

    /// The error if the next value has an unexpected type.
    #[cold]
    pub(crate) fn unexpected(&mut self, expected: &str) -> DecodeError {
        match self.whole_value() {
            Ok((at, value)) => DecodeError::misfit(at, wrong_kind(value, expected)),
            Err(error) => error,
        }
    }

    /// The offset and the text of the next value, without taking it.
    pub(crate) fn whole_value(&mut self) -> Result<(usize, &'a str), DecodeError> {
        self.peek();
        let mark = self.mark();
        let value = self.raw()?;
        self.rewind(mark);
        Ok((mark.at, value))
    }
}
