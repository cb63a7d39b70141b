//! The body of a response, piece by piece: unpacked where it is packed, and with a limit for standing still.
//!
//! It has no limit in all, and keeps no more than a piece.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::http::platform::{self, timeout};
use crate::http::session::body::is_gzip;
use crate::http::transport::Reason;

/// The packed bytes that are unpacked at a time: they become at most a thousand times as many.
#[cfg(feature = "gzip")]
const PACKED_PIECE: usize = 4 * 1024;

/// A body that is read piece by piece.
pub(crate) struct OpenBody {
    response: platform::Response,
    idle_timeout: Duration,
    #[cfg(feature = "gzip")]
    packed: Option<Packed>,
}

impl std::fmt::Debug for OpenBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenBody").field("idle_timeout", &self.idle_timeout).finish_non_exhaustive()
    }
}

/// What is unpacked, and what came and is not.
#[cfg(feature = "gzip")]
struct Packed {
    unpacked: flate2::write::MultiGzDecoder<Vec<u8>>,
    rest: Bytes,
    is_begun: bool,
}

impl OpenBody {
    /// The body of a response with these headers.
    pub(crate) fn new(response: platform::Response, idle_timeout: Duration) -> Self {
        #[cfg(feature = "gzip")]
        let packed = is_gzip(response.headers()).then(|| Packed {
            unpacked: flate2::write::MultiGzDecoder::new(Vec::new()),
            rest: Bytes::new(),
            is_begun: false,
        });
        Self {
            response,
            idle_timeout,
            #[cfg(feature = "gzip")]
            packed,
        }
    }

    /// Whether the bytes are not those that the server counts, because they are unpacked.
    pub(crate) fn is_unpacked(headers: &HeaderMap) -> bool {
        cfg!(feature = "gzip") && is_gzip(headers)
    }

    /// The next piece, which is not empty; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Reason> {
        #[cfg(feature = "gzip")]
        while let Some(packed) = &mut self.packed {
            if packed.rest.is_empty() {
                match chunk(&mut self.response, self.idle_timeout).await? {
                    Some(piece) => packed.rest = piece,
                    None => return packed.end(),
                }
            }
            let piece = packed.unpack()?;
            if !piece.is_empty() {
                return Ok(Some(piece));
            }
        }
        chunk(&mut self.response, self.idle_timeout).await
    }
}

/// The next piece as it came, which is not empty.
async fn chunk(response: &mut platform::Response, idle: Duration) -> Result<Option<Bytes>, Reason> {
    loop {
        let chunk =
            timeout(idle, response.chunk()).await.map_err(|_| Reason::Idle { timeout: idle })?;
        match chunk.map_err(Reason::http)? {
            Some(piece) if piece.is_empty() => {}
            piece => return Ok(piece),
        }
    }
}

#[cfg(feature = "gzip")]
impl Packed {
    /// Unpacks a part of what came.
    fn unpack(&mut self) -> Result<Bytes, Reason> {
        use std::io::Write as _;
        self.is_begun = true;
        let piece = self.rest.split_to(self.rest.len().min(PACKED_PIECE));
        self.unpacked.write_all(&piece).map_err(Reason::Gzip)?;
        Ok(std::mem::take(self.unpacked.get_mut()).into())
    }

    /// What is left at the end of the body.
    fn end(&mut self) -> Result<Option<Bytes>, Reason> {
        if std::mem::take(&mut self.is_begun) {
            self.unpacked.try_finish().map_err(Reason::Gzip)?;
        }
        let last = std::mem::take(self.unpacked.get_mut());
        Ok(Some(Bytes::from(last)).filter(|last| !last.is_empty()))
    }
}
