//! Bodies that are packed with gzip (RFC 1952): all members of one, and no more than fits.

use std::io::{Error, Write};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;

use crate::http::transport::Reason;

/// A body that is being unpacked.
pub(crate) struct Gzip {
    unpacked: MultiGzDecoder<Room>,
    limit: usize,
    /// How many bytes have come.
    packed: usize,
}

/// What was unpacked, with a limit.
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
        // Members without contents could go on for ever. What cannot be packed any smaller takes
        // a few bytes more than it is long.
        let is_too_long = self.packed > self.limit.saturating_add(self.limit / 8 + 1_024);
        let written = self.unpacked.write_all(piece);
        if is_too_long {
            return Err(Reason::TooLarge { limit: self.limit });
        }
        written.map_err(|error| self.failed(error))
    }

    pub(crate) fn end(&mut self) -> Result<(), Reason> {
        // A response to `HEAD`, or one of status 204, is not packed, whatever it says.
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
