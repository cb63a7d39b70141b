//! Decoding JSON to models, with errors that name the place.

use crate::ground::bounds::BODY_LIMIT;
use crate::json::codec::Decode;
use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;

/// Decodes a model from a whole JSON text.
///
/// ```
/// use guestlist_runtime::{Integer, Timestamp, decode};
///
/// let seats: Vec<Integer> = decode(b"[1, 2.0]")?;
/// assert_eq!(seats, [1, 2]);
/// let error = decode::<Vec<Timestamp>>(b"[\"2026-11-21T10:00:00Z\", 1]").unwrap_err();
/// assert_eq!((error.path(), error.line(), error.column()), ("[1]", 1, 26));
/// # Ok::<(), guestlist_runtime::DecodeError>(())
/// ```
///
/// # Errors
///
/// When the text is not JSON or does not fit the model, when arrays and objects are nested deeper than 127
/// levels, and when the model would take more memory than 16 times the body or 16 times 64 MiB, whichever is
/// more. In a client's call, it is 16 times the client's limit for bodies. The error names the first place,
/// with the index of each item in arrays around the model too.
pub fn decode<T: Decode>(body: &[u8]) -> Result<T, DecodeError> {
    decode_within(body, BODY_LIMIT)
}

/// Decodes a body that may have this many bytes.
///
/// # Errors
///
/// Those of [`decode`].
pub(crate) fn decode_within<T: Decode>(body: &[u8], limit: usize) -> Result<T, DecodeError> {
    let body = Body::of(body);
    let mut reader = body.reader(limit, 2 * size_of::<T>())?;
    match T::decode(&mut reader) {
        Ok(model) => body.end(&mut reader).map(|()| model),
        Err(error) => Err(body.told(error)),
    }
}

/// The byte order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// A body and its text.
struct Body<'a> {
    bytes: &'a [u8],
    /// Where the text begins: RFC 8259, section 8.1, lets a reader ignore a byte order mark.
    start: usize,
    text: &'a str,
    /// The offset of the first byte that is not UTF-8, if any. The body is read up to there.
    end: Option<usize>,
}

impl<'a> Body<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let json = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let start = bytes.len() - json.len();
        // Checking the whole text once costs less than checking each part.
        match std::str::from_utf8(json) {
            Ok(text) => Self { bytes, start, text, end: None },
            Err(error) => {
                let end = error.valid_up_to();
                let text = std::str::from_utf8(&json[..end]).unwrap_or_default();
                Self { bytes, start, text, end: Some(end) }
            }
        }
    }

    /// A reader for a model that takes this many bytes at first.
    fn reader(&self, limit: usize, first: usize) -> Result<Reader<'a>, DecodeError> {
        let mut reader = Reader::new(self.text, limit.max(self.text.len()));
        match reader.take(first) {
            Ok(()) => Ok(reader),
            Err(error) => Err(self.told(error)),
        }
    }

    /// Checks that nothing comes after the model.
    fn end(&self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match (reader.end(), self.end) {
            (Ok(()), None) => Ok(()),
            (Ok(()), Some(end)) => Err(DecodeError::of_bytes(self.bytes, self.start + end)),
            (Err(error), _) => Err(self.told(error)),
        }
    }

    #[cold]
    fn told(&self, error: DecodeError) -> DecodeError {
        error.of(self.bytes, self.start, self.text, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::error::NO_TEXT;

    #[test]
    fn a_long_text_is_cut_in_the_message() {
        let body = format!("\"{}\"", "x".repeat(5_000));
        let error = decode::<bool>(body.as_bytes()).unwrap_err();
        assert!(error.to_string().chars().count() < 200, "{error}");
        assert!(error.excerpt().chars().count() <= 60);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_place() {
        let error = decode::<Vec<String>>(b"[\"a\",\n\"b\xff\"]").unwrap_err();
        assert_eq!(error.to_string(), "[1]: the text is not UTF-8 (line 2, column 3)");
        assert!(error.is_syntax());
        let error = decode::<bool>(b"true\xff").unwrap_err();
        assert_eq!(error.to_string(), "the text is not UTF-8 (line 1, column 5)");
        let error = decode::<Vec<bool>>(b"[1, \"\xff\"]").unwrap_err();
        assert!(error.message().starts_with("invalid type: integer `1`"), "{error}");
        let object = decode::<crate::JsonObject>(b"{\"a\": \"\xff\"}").unwrap_err();
        assert_eq!(object.message(), "the text is not UTF-8");
    }

    #[test]
    fn a_byte_order_mark_is_ignored_and_counts_as_bytes() {
        assert_eq!(decode::<Vec<bool>>(b"\xef\xbb\xbf [true]").unwrap(), [true]);
        let error = decode::<Vec<bool>>(b"\xef\xbb\xbf[true, 1]").unwrap_err();
        assert_eq!((error.path(), error.line(), error.column()), ("[1]", 1, 11));
        assert!(error.excerpt().starts_with("1]"), "{error:?}");
        let error = decode::<bool>(b"\xef\xbb\xbftrue\xff").unwrap_err();
        assert_eq!((error.message(), error.column()), (NO_TEXT, 8));
        // A second mark is an error, and elsewhere the mark is an ordinary character.
        assert!(decode::<bool>(b"\xef\xbb\xbf\xef\xbb\xbftrue").is_err());
        assert!(decode::<bool>(b"true\xef\xbb\xbf").is_err());
        assert!(decode::<bool>(b"\xef\xbb\xbf").unwrap_err().is_syntax());
        assert_eq!(decode::<String>(b"\"\xef\xbb\xbfa\"").unwrap(), "\u{feff}a");
    }

    #[test]
    fn a_text_that_is_cut_off_is_a_syntax_error() {
        let error = decode::<Vec<bool>>(b"[true,").unwrap_err();
        assert!(error.is_syntax());
        assert_eq!((error.line(), error.column()), (1, 6));
    }
}
