//! The writer of JSON text for all models and values.
//!
//! It writes tokens as text, in the spelling of `serde_json` and without whitespace. Values that are nested
//! too deep are not written: the writer remembers that, so that callers need not check each value for an
//! error.

use std::fmt::Display;
use std::io::Write as _;

use serde::Serialize;

use crate::ground::bounds::DEEPEST;
use crate::json::foreign::value_writer::ValueWriter;
use crate::json::text::write_text;
use crate::json::wire::member::LONGEST;

/// Appends JSON to a text.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// The number of enclosing arrays and objects.
    depth: usize,
    is_too_deep: bool,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { out: Vec::with_capacity(256), depth: 0, is_too_deep: false }
    }

    /// The text; none if it is nested too deep.
    pub(crate) fn finish(self) -> Option<Vec<u8>> {
        (!self.is_too_deep).then_some(self.out)
    }

    /// The text so far.
    pub(crate) fn written(&self) -> &[u8] {
        &self.out
    }

    /// A string.
    #[inline]
    pub(crate) fn string(&mut self, text: &str) {
        write_text(&mut self.out, text);
    }

    /// Text that is JSON already.
    #[inline]
    pub(crate) fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// A value written with its `Display`: a Rust number.
    #[inline]
    pub(crate) fn display(&mut self, value: &impl Display) {
        // Writing into memory does not fail.
        let _ = write!(self.out, "{value}");
    }

    /// A value that `serde` writes.
    pub(crate) fn serialized<T: Serialize + ?Sized>(&mut self, value: &T) {
        let target = ValueWriter { out: &mut self.out, depth: self.depth };
        self.is_too_deep |= value.serialize(target).is_err();
    }

    /// Begins an array or object, unless it is nested too deep: then nothing in it is written.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> bool {
        if self.depth >= DEEPEST {
            self.is_too_deep = true;
            return false;
        }
        self.depth += 1;
        self.out.push(bracket);
        true
    }

    /// Ends an array or object.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        self.out.push(bracket);
    }

    /// Writes the comma before another part of an array or object.
    #[inline]
    pub(crate) fn comma(&mut self, is_first: bool) {
        if !is_first {
            self.out.push(b',');
        }
    }

    /// The comma and the name of a property: the first `length` bytes of a text. The first property of an
    /// object has no comma.
    #[inline]
    pub(crate) fn key(&mut self, (text, length): (&[u8; LONGEST], usize), is_first: bool) {
        let start = self.out.len();
        if is_first {
            self.out.extend_from_slice(&text[1..]);
            self.out.truncate(start + length - 1);
        } else {
            self.out.extend_from_slice(text);
            self.out.truncate(start + length);
        }
    }

    /// The name of a property.
    pub(crate) fn name(&mut self, name: &str, is_first: bool) {
        self.comma(is_first);
        self.string(name);
        self.out.push(b':');
    }
}
