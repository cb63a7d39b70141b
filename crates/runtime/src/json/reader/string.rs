//! Strings (RFC 8259, section 7). A string without escapes is a slice of the text.

use std::borrow::Cow;

use crate::json::error::{DecodeError, without_place};
use crate::json::reader::cursor::Reader;

/// Whether a byte ends a run of plain text: a quote, a backslash or a control character.
#[inline]
fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The offset of the first quote, backslash or control character from `at` on; the length if there is none.
#[inline]
fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    // Sixteen bytes are tested at once; processors have instructions for this.
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let found = u128::from_le_bytes(chunk.map(|byte| u8::from(is_special(byte))));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 16;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| !is_special(**byte)).count()
}

/// Whether two texts of the same length are equal. Names are short, and a function call would cost more.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    match one.len() {
        0..8 => one.iter().zip(other).all(|(one, other)| one == other),
        8..=16 => has_same_ends::<8>(one, other),
        17..=32 => has_same_ends::<16>(one, other),
        _ => one == other,
    }
}

/// Whether the first and the last `LENGTH` bytes of two texts are equal; if these overlap, they are the whole
/// text.
#[inline]
fn has_same_ends<const LENGTH: usize>(one: &[u8], other: &[u8]) -> bool {
    one.first_chunk::<LENGTH>() == other.first_chunk()
        && one.last_chunk::<LENGTH>() == other.last_chunk()
}

impl<'a> Reader<'a> {
    /// The next value, if it is a string without escapes.
    pub(crate) fn plain_string(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at() + 1;
        let end = plain_until(self.bytes(), start);
        if self.bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.go_to(end + 1);
        Some(self.slice(start, end))
    }

    /// A string; for any other value, the error names `expected`.
    #[inline]
    pub(crate) fn string(&mut self, expected: &str) -> Result<Cow<'a, str>, DecodeError> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_string(expected).map(Cow::Owned),
        }
    }

    #[cold]
    fn other_string(&mut self, expected: &str) -> Result<String, DecodeError> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected(expected));
        }
        self.escaped()
    }

    /// Takes the name of a property with its quotes and its colon, if exactly this text comes next.
    #[inline]
    pub(crate) fn takes_key(&mut self, key: &[u8]) -> bool {
        self.peek();
        let end = self.at() + key.len();
        let is_it = self.bytes().get(self.at()..end).is_some_and(|found| is_same(found, key));
        if is_it {
            self.go_to(end);
        }
        is_it
    }

    /// The name of a property, and the colon behind it.
    pub(crate) fn property_name(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.peek() != Some(b'"') {
            return Err(self.syntax());
        }
        let name = self.string("a string")?;
        self.expect(b':')?;
        Ok(name)
    }

    /// A string with escapes, read by `serde_json`, which handles surrogates.
    fn escaped(&mut self) -> Result<String, DecodeError> {
        let start = self.at();
        self.skip_string()?;
        let token = self.slice(start, self.at());
        serde_json::from_str(token)
            .map_err(|error| DecodeError::misfit(start, without_place(&error.to_string())))
    }

    /// Skips a string, whose quote is next. Surrogates are not checked.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), DecodeError> {
        if !self.takes(b'"') {
            return Err(self.syntax());
        }
        loop {
            let at = plain_until(self.bytes(), self.at());
            self.go_to(at);
            match self.bytes().get(at) {
                Some(b'"') => {
                    self.go_to(at + 1);
                    return Ok(());
                }
                Some(b'\\') => self.skip_escape()?,
                _ => return Err(self.syntax()),
            }
        }
    }

    #[cold]
    fn skip_escape(&mut self) -> Result<(), DecodeError> {
        let rest = self.bytes().get(self.at() + 1..).unwrap_or_default();
        let length = match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', a, b, c, d, ..]
                if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) =>
            {
                6
            }
            _ => return Err(self.syntax()),
        };
        self.go_to(self.at() + length);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_are_the_same_if_each_byte_is() {
        for length in 0..40 {
            let name: Vec<u8> = (b'a'..).cycle().take(length).collect();
            assert!(is_same(&name, &name.clone()), "{length}");
            for at in 0..length {
                let mut other = name.clone();
                other[at] = b'-';
                assert!(!is_same(&name, &other) && !is_same(&other, &name), "{at} of {length}");
            }
        }
    }

    /// Bytes are tested together: none must hide another.
    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        for special in [b'"', b'\\', 0, 1, 0x1f, b'\n'] {
            for plain in [b'a', b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xff, 0xa2, 0xdc] {
                for before in 0..36 {
                    for behind in 0..18 {
                        let mut bytes = vec![plain; before];
                        bytes.push(special);
                        bytes.extend(vec![plain; behind]);
                        assert_eq!(plain_until(&bytes, 0), before, "{bytes:?}");
                        bytes[before] = plain;
                        assert_eq!(plain_until(&bytes, 0), bytes.len(), "{bytes:?}");
                    }
                }
            }
        }
    }
}
