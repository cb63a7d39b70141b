//! Unpacking gzip bodies (RFC 1952) with all their members, up to a limit.

use std::io::{Error, Write};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;

use crate::http::transport::Reason;

/// A body that is being unpacked.
pub(crate) struct Gzip {
    unpacked: MultiGzDecoder<Room>,
    limit: usize,
    /// The number of packed bytes so far.
    packed: usize,
}

/// The unpacked bytes, with a limit.
struct Room {
    bytes: Vec<u8>,
    limit: usize,
    is_full: bool,
}

impl Gzip {
    pub(crate) fn new(limit: usize) -> Self {
        let room = Room { bytes: Vec::new(), limit, is_full: false };
        Self { unpacked: MultiGzDecoder::new(room), limit, packed: 0 }
    }

    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<(), Reason> {
        self.packed += piece.len();
        // Empty members could go on forever. Incompressible data takes a few bytes more packed than unpacked.
        let is_too_long = self.packed > self.limit.saturating_add(self.limit / 8 + 1_024);
        let written = self.unpacked.write_all(piece);
        if is_too_long {
            return Err(Reason::TooLarge { limit: self.limit });
        }
        written.map_err(|error| self.failed(error))
    }

    pub(crate) fn end(&mut self) -> Result<(), Reason> {
        // A response to `HEAD`, or one with status 204, has no packed body, whatever its headers say.
        if self.packed == 0 {
            return Ok(());
        }
        self.unpacked.try_finish().map_err(|error| self.failed(error))
    }

    fn failed(&self, error: Error) -> Reason {
        match self.unpacked.get_ref().is_full {
            true => Reason::TooLarge { limit: self.limit },
            false => Reason::Gzip(error),
        }
    }

    pub(crate) fn into_bytes(mut self) -> Bytes {
        std::mem::take(&mut self.unpacked.get_mut().bytes).into()
    }
}

impl Write for Room {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let room = self.limit - self.bytes.len();
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room {
            self.is_full = true;
            return Err(Error::other("the limit is reached"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// The unpacked bytes of a body in pieces of this size, and whether it ended correctly.
    fn unpacked(body: &[u8], limit: usize, piece: usize) -> (Bytes, Result<(), Reason>) {
        let mut gzip = Gzip::new(limit);
        let mut pieces = body.chunks(piece);
        let result = pieces.try_for_each(|piece| gzip.push(piece)).and_then(|()| gzip.end());
        (gzip.into_bytes(), result)
    }

    #[test]
    fn a_body_may_be_as_long_as_the_limit_and_its_start_is_kept() {
        let text: Vec<u8> = (0..5_000_u32).map(|index| (index / 3) as u8).collect();
        let body = packed(&text);
        for piece in [1, 7, body.len()] {
            let (whole, result) = unpacked(&body, text.len(), piece);
            assert!(result.is_ok() && whole == text, "{piece}");
            let (part, result) = unpacked(&body, text.len() - 1, piece);
            let limit = text.len() - 1;
            assert!(matches!(result, Err(Reason::TooLarge { limit: told }) if told == limit));
            assert!(part == text[..limit], "{piece}");
        }
    }

    #[test]
    fn members_follow_each_other_but_not_without_end() {
        let two = [packed(b"film"), packed(b" two")].concat();
        assert_eq!(unpacked(&two, 8, 3).0, "film two");
        // An empty one takes 20 bytes; at most 800 and an eighth, plus 1,024, are accepted.
        let empty = packed(b"");
        let (some, many) = (1_924 / empty.len(), 1_924 / empty.len() + 1);
        assert!(unpacked(&empty.repeat(some), 800, empty.len()).1.is_ok());
        let (_, result) = unpacked(&empty.repeat(many), 800, empty.len());
        assert!(matches!(result, Err(Reason::TooLarge { limit: 800 })));
    }

    #[test]
    fn what_is_not_gzip_or_not_all_of_it_is_an_error() {
        let body = packed(b"film");
        assert!(matches!(unpacked(b"film", 9, 9).1, Err(Reason::Gzip(_))));
        assert!(matches!(unpacked(&body[..body.len() - 1], 9, 9).1, Err(Reason::Gzip(_))));
        // Without any bytes there is no body.
        assert!(unpacked(b"", 9, 9).1.is_ok());
    }
}
