//! The body of a response as a stream of bytes.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, ETAG, HeaderMap, HeaderName, HeaderValue,
    IF_RANGE, LAST_MODIFIED, RANGE,
};
use tokio::io::{AsyncRead, ReadBuf};

use crate::http::error::Error;
use crate::http::from_response::FromResponse;
use crate::http::response::{Response, ResponseValue};
use crate::http::response_future::ResponseFuture;
use crate::http::session::open::{Opened, Opening, Origin};
use crate::http::session::open_body::OpenBody;
use crate::http::transport::{Reason, TransportError};

/// The body of a response while it arrives: a [`Stream`] of [`Bytes`], and an [`AsyncRead`].
///
/// It may be of any length: the client's limit for bodies does not apply. A body that breaks off, or makes no
/// progress for longer than [`CallOptions::idle_timeout`](crate::CallOptions::idle_timeout), ends with an
/// error. Dropping it closes the connection, or the stream of HTTP/2.
pub struct ByteStream {
    pieces: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>,
    /// Bytes taken from the stream, but not read yet.
    rest: Bytes,
    length: Option<u64>,
}

impl ByteStream {
    /// The next piece, which is not empty; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the body breaks off or makes no progress.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        StreamExt::next(self).await
    }

    /// The length in bytes, if the server says it.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Reads the whole body, if it is known to be small.
    ///
    /// # Errors
    ///
    /// When the body breaks off or makes no progress.
    pub async fn bytes(mut self) -> Result<Bytes, TransportError> {
        let mut all = Vec::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.into())
    }
}

impl<'a> Opening<'a> {
    /// The body of a success as bytes.
    pub fn bytes<E: FromResponse + Send + 'a>(self) -> ResponseFuture<'a, ByteStream, E> {
        ResponseFuture::of(async { self.opened().await?.bytes() })
    }
}

impl Opened {
    fn bytes<E: FromResponse>(self) -> Result<ResponseValue<ByteStream>, Error<E>> {
        let (response, body, origin) = self.successful()?;
        let length = length(response.headers());
        let pieces: Pin<Box<dyn Stream<Item = _> + Send>> = match body {
            Some(body) => {
                let resume = Resume::of(&response, &origin);
                let download =
                    Download { body, resume, response: response.clone(), origin, count: 0 };
                Box::pin(stream::unfold(Some(download), async |download| {
                    let mut download = download?;
                    match download.next().await {
                        Ok(piece) => Some((Ok(piece?), Some(download))),
                        Err(reason) => Some((Err(error(&download.response, reason)), None)),
                    }
                }))
            }
            // A redirect that the description lists has been read.
            None => Box::pin(stream::iter([Ok(response.body().clone())])),
        };
        Ok(ResponseValue::new(ByteStream { pieces, rest: Bytes::new(), length }, response))
    }
}

/// The error for a body that breaks off.
pub(crate) fn error(response: &Response, reason: Reason) -> TransportError {
    TransportError::new(reason, response.attempts()).with_secrets(response.secrets().clone())
}

fn length(headers: &HeaderMap) -> Option<u64> {
    let is_unpacked = OpenBody::is_unpacked(headers);
    headers.get(CONTENT_LENGTH).filter(|_| !is_unpacked)?.to_str().ok()?.parse().ok()
}

/// A body that is being read.
struct Download {
    body: OpenBody,
    /// How to request the rest, if the caller wants that and the server supports it.
    resume: Option<Resume>,
    response: Response,
    origin: Origin,
    /// The number of bytes so far.
    count: u64,
}

/// The data to request the rest of a body.
struct Resume {
    /// The validator that proves that the rest is from the same body.
    validator: HeaderValue,
    /// The number of requests left.
    left: u32,
}

impl Resume {
    fn of(response: &Response, origin: &Origin) -> Option<Self> {
        let headers = response.headers();
        let left = origin.resumes();
        let has_ranges = headers.get(ACCEPT_RANGES).is_some_and(|units| units == "bytes");
        let is_whole = response.status() == StatusCode::OK && !origin.has_header(&RANGE);
        if left == 0 || !has_ranges || !is_whole || OpenBody::is_unpacked(headers) {
            return None;
        }
        // A weak tag does not prove that the bytes are the same (RFC 9110, section 13.1.5).
        let is_strong = |tag: &&HeaderValue| !tag.as_bytes().starts_with(b"W/");
        let validator =
            headers.get(ETAG).filter(is_strong).or_else(|| headers.get(LAST_MODIFIED))?;
        Some(Self { validator: validator.clone(), left })
    }
}

impl Download {
    async fn next(&mut self) -> Result<Option<Bytes>, Reason> {
        loop {
            match self.body.next().await {
                Ok(piece) => {
                    self.count += piece.as_ref().map_or(0, |piece| piece.len() as u64);
                    return Ok(piece);
                }
                Err(reason) => self.body = self.resumed(reason).await?,
            }
        }
    }

    /// The rest of the body from another response, or the reason why the body broke off.
    async fn resumed(&mut self, reason: Reason) -> Result<OpenBody, Reason> {
        let Some(resume) = self.resume.as_mut().filter(|resume| resume.left > 0) else {
            return Err(reason);
        };
        resume.left -= 1;
        let Ok(range) = HeaderValue::try_from(format!("bytes={}-", self.count)) else {
            return Err(reason);
        };
        let headers: [(HeaderName, HeaderValue); 2] =
            [(RANGE, range), (IF_RANGE, resume.validator.clone())];
        // The first reason is reported, not that of the attempt to go on.
        let Ok(opened) = self.origin.again(&headers).await else { return Err(reason) };
        let start = opened.response.headers().get(CONTENT_RANGE).and_then(first_byte);
        match opened.body {
            Some(body)
                if opened.response.status() == StatusCode::PARTIAL_CONTENT
                    && start == Some(self.count) =>
            {
                Ok(body)
            }
            _ => Err(reason),
        }
    }
}

/// The first byte of a range (RFC 9110, section 14.4).
fn first_byte(range: &HeaderValue) -> Option<u64> {
    range.to_str().ok()?.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        self.pieces.as_mut().poll_next(context)
    }
}

impl AsyncRead for ByteStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.rest.is_empty() {
            match std::task::ready!(self.pieces.as_mut().poll_next(context)) {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => return Poll::Ready(Err(io::Error::other(error))),
                None => return Poll::Ready(Ok(())),
            }
        }
        let length = self.rest.len().min(buffer.remaining());
        buffer.put_slice(&self.rest.split_to(length));
        Poll::Ready(Ok(()))
    }
}

/// Shows the length, but not the content.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("length", &self.length).finish_non_exhaustive()
    }
}
