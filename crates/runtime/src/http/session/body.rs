//! The body of a response, read up to the limit, and unpacked if necessary.

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};

use crate::http::platform;
use crate::http::transport::Reason;

/// A body that is being read.
pub(crate) struct Body {
    limit: usize,
    /// The first piece; a body that arrives in one piece is not copied.
    first: Bytes,
    pieces: BytesMut,
    #[cfg(feature = "gzip")]
    gzip: Option<Box<super::gzip::Gzip>>,
}

impl Body {
    /// The body of a response, up to a limit. If it is unpacked, the headers about its encoding are removed.
    pub(crate) fn of(headers: &mut HeaderMap, limit: usize) -> Self {
        let is_packed = cfg!(feature = "gzip") && headers.contains_key(CONTENT_ENCODING);
        let is_gzip = is_packed && is_gzip(headers);
        if is_gzip {
            headers.remove(CONTENT_ENCODING);
            headers.remove(CONTENT_LENGTH);
        }
        Self {
            limit,
            first: Bytes::new(),
            pieces: BytesMut::new(),
            #[cfg(feature = "gzip")]
            gzip: is_gzip.then(|| Box::new(super::gzip::Gzip::new(limit))),
        }
    }

    /// A body is not read if its declared length is too large.
    pub(crate) fn check(&self, response: &platform::Response) -> Result<(), Reason> {
        #[cfg(feature = "gzip")]
        if self.gzip.is_some() {
            return Ok(()); // the length is that of the packed body
        }
        match response.content_length() {
            Some(length) if length > self.limit as u64 => {
                Err(Reason::TooLarge { limit: self.limit })
            }
            _ => Ok(()),
        }
    }

    /// Reads a body to its end. After an error, the part that was read is kept.
    pub(crate) async fn read(&mut self, response: &mut platform::Response) -> Result<(), Reason> {
        while let Some(piece) = response.chunk().await.map_err(Reason::http)? {
            self.push(piece)?;
        }
        self.end()
    }

    fn push(&mut self, piece: Bytes) -> Result<(), Reason> {
        #[cfg(feature = "gzip")]
        if let Some(gzip) = &mut self.gzip {
            return gzip.push(&piece);
        }
        let room = self.limit - self.first.len() - self.pieces.len();
        let fits = piece.len() <= room;
        if self.first.is_empty() && self.pieces.is_empty() && fits {
            self.first = piece;
            return Ok(());
        }
        self.pieces.extend_from_slice(&std::mem::take(&mut self.first));
        self.pieces.extend_from_slice(&piece[..piece.len().min(room)]);
        if fits { Ok(()) } else { Err(Reason::TooLarge { limit: self.limit }) }
    }

    fn end(&mut self) -> Result<(), Reason> {
        #[cfg(feature = "gzip")]
        if let Some(gzip) = &mut self.gzip {
            return gzip.end();
        }
        Ok(())
    }

    /// The bytes that were read.
    pub(crate) fn into_bytes(self) -> Bytes {
        #[cfg(feature = "gzip")]
        if let Some(gzip) = self.gzip {
            return gzip.into_bytes();
        }
        if self.pieces.is_empty() { self.first } else { self.pieces.freeze() }
    }
}

/// Whether a body is encoded with gzip once and nothing else (RFC 9110, section 8.4).
pub(crate) fn is_gzip(headers: &HeaderMap) -> bool {
    let mut codings = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        let Ok(text) = value.to_str() else { return false };
        codings.extend(text.split(',').map(|coding| coding.trim().to_ascii_lowercase()));
    }
    codings.retain(|coding| !matches!(coding.as_str(), "" | "identity"));
    matches!(codings.as_slice(), [coding] if matches!(coding.as_str(), "gzip" | "x-gzip"))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    /// The bytes that are kept of pieces, and whether they are within a limit.
    fn read(pieces: &[&'static str], limit: usize) -> (Bytes, bool) {
        let mut body = Body::of(&mut HeaderMap::new(), limit);
        let mut all = pieces.iter().map(|piece| Bytes::from_static(piece.as_bytes()));
        let fits = all.try_for_each(|piece| body.push(piece)).is_ok();
        (body.into_bytes(), fits)
    }

    #[test]
    fn a_body_is_kept_up_to_the_limit_however_it_is_cut() {
        for pieces in [&["abcdef"][..], &["ab", "cd", "ef"], &["a", "bcdef"], &["", "abcde", "f"]] {
            assert_eq!(read(pieces, 7), (Bytes::from("abcdef"), true), "{pieces:?}");
            assert_eq!(read(pieces, 6), (Bytes::from("abcdef"), true), "{pieces:?}");
            assert_eq!(read(pieces, 5), (Bytes::from("abcde"), false), "{pieces:?}");
            assert_eq!(read(pieces, 0), (Bytes::new(), false), "{pieces:?}");
        }
        assert_eq!(read(&[], 0), (Bytes::new(), true));
    }

    #[test]
    fn a_body_is_gzip_where_nothing_else_was_done_to_it() {
        let is = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(CONTENT_ENCODING, HeaderValue::from_static(value));
            }
            is_gzip(&headers)
        };
        for values in [&["gzip"][..], &["X-GZIP"], &["identity, gzip"], &["", "gzip", "identity"]] {
            assert!(is(values), "{values:?}");
        }
        for values in [&[][..], &["identity"], &["br"], &["gzip, gzip"], &["gzip", "br"]] {
            assert!(!is(values), "{values:?}");
        }
    }
}
