//! Numbers with their original spelling (RFC 8259, section 6).

use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;

/// The number of digits at the start.
#[inline]
fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

impl<'a> Reader<'a> {
    /// The text of a number; for any other value, the error names `expected`.
    #[inline]
    pub(crate) fn number(&mut self, expected: &str) -> Result<&'a str, DecodeError> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.unexpected(expected));
        }
        let start = self.at();
        self.skip_number()?;
        Ok(self.slice(start, self.at()))
    }

    /// Skips the next value, which is a number.
    #[inline]
    pub(crate) fn skip_number(&mut self) -> Result<(), DecodeError> {
        let bytes = self.bytes();
        let mut at = self.at();
        if bytes.get(at) == Some(&b'-') {
            at += 1;
        }
        let whole = digits(bytes.get(at..).unwrap_or_default());
        // No digit may follow a leading zero.
        if whole == 0 || (whole > 1 && bytes.get(at) == Some(&b'0')) {
            return Err(DecodeError::syntax(at));
        }
        at += whole;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            at = self.some_digits(at)?;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            at += 1;
            at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
            at = self.some_digits(at)?;
        }
        self.go_to(at);
        Ok(())
    }

    /// The end of one or more digits at this offset.
    fn some_digits(&self, at: usize) -> Result<usize, DecodeError> {
        match digits(self.bytes().get(at..).unwrap_or_default()) {
            0 => Err(DecodeError::syntax(at)),
            count => Ok(at + count),
        }
    }
}
