//! The body of a response, piece by piece, unpacked if necessary, and with an idle timeout.
//!
//! It has no total limit, and keeps no more than one piece.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::http::platform::{self, timeout};
use crate::http::session::body::is_gzip;
use crate::http::transport::Reason;

/// The number of packed bytes that are unpacked at a time; the result is at most a thousand times as large.
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

/// The unpacked bytes, and the packed ones that are left.
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

    /// Whether the bytes are unpacked, and so are not those that the server counts.
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

/// The next piece, not unpacked, which is not empty.
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
    /// Unpacks a part of the packed bytes.
    fn unpack(&mut self) -> Result<Bytes, Reason> {
        use std::io::Write as _;
        self.is_begun = true;
        let piece = self.rest.split_to(self.rest.len().min(PACKED_PIECE));
        self.unpacked.write_all(&piece).map_err(Reason::Gzip)?;
        Ok(std::mem::take(self.unpacked.get_mut()).into())
    }

    /// The rest at the end of the body.
    fn end(&mut self) -> Result<Option<Bytes>, Reason> {
        if std::mem::take(&mut self.is_begun) {
            self.unpacked.try_finish().map_err(Reason::Gzip)?;
        }
        let last = std::mem::take(self.unpacked.get_mut());
        Ok(Some(Bytes::from(last)).filter(|last| !last.is_empty()))
    }
}
