//! The body of a request or a response: bytes, or a body that is still arriving.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

/// The reason why a response is missing or incomplete.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// The body of a request or a response, like `reqwest::Body` on other platforms.
///
/// `fetch` accepts only bytes, so a request body that is a stream is read to its end before it is sent.
pub struct Body(Content);

enum Content {
    Bytes(Bytes),
    Coming(Pin<Box<dyn http_body::Body<Data = Bytes, Error = Error> + Send + Sync>>),
}

impl Body {
    /// Creates a body that is still arriving.
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body<Data: Into<Bytes>, Error: Into<Error>> + Send + Sync + 'static,
    {
        Self(Content::Coming(Box::pin(Wrapped(Box::pin(body)))))
    }

    /// The bytes, if all of them are there.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Coming(_) => None,
        }
    }

    /// A copy of the bytes; none if they are still arriving.
    pub(super) fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.clone().into()),
            Content::Coming(_) => None,
        }
    }

    /// The next piece; `None` at the end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            let frame = poll_fn(|context| Pin::new(&mut *self).poll_frame(context)).await;
            match frame.transpose()?.map(Frame::into_data) {
                Some(Ok(piece)) => return Ok(Some(piece)),
                Some(Err(_)) => {} // trailers
                None => return Ok(None),
            }
        }
    }

    /// Reads the whole body.
    pub(super) async fn bytes(mut self) -> Result<Bytes, Error> {
        if let Content::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut all = Vec::new();
        while let Some(piece) = self.chunk().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.into())
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match &mut self.0 {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Coming(body) => body.as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Coming(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Coming(body) => body.size_hint(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Does not show the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

/// A body of any type as one of bytes.
struct Wrapped<B>(Pin<Box<B>>);

impl<B: http_body::Body<Data: Into<Bytes>, Error: Into<Error>>> http_body::Body for Wrapped<B> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let frame = self.0.as_mut().poll_frame(context);
        frame.map_ok(|frame| frame.map_data(Into::into)).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
