//! Request bodies: bytes, or a stream that is read while it is sent.

#[cfg(not(target_arch = "wasm32"))]
mod file;

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::http::base64;
use crate::http::platform::{self, Instant};
use crate::http::service::BoxError;

/// The size of the pieces that are passed on.
const PIECE: usize = 64 * 1024;

/// A body to be sent: bytes, or a stream that is read while it is sent, so that it need not fit into memory.
///
/// A stream is sent once. If nothing of it was read, for instance because no connection was made, the call
/// may be sent again. Once some of it was read, the call is not sent again, and the error says so. The time
/// limit of the call starts when the stream has ended; until then,
/// [`CallOptions::idle_timeout`](crate::CallOptions::idle_timeout) limits how long the stream may pause. A
/// browser does not accept streams, so there a stream is read into memory first.
///
/// ```no_run
/// # async fn example() -> std::io::Result<()> {
/// use guestlist_runtime::Upload;
///
/// let whole = Upload::from("name,email\n");
/// let file = Upload::open("guests.csv").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Upload(Content);

/// The content of an [`Upload`].
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Stream(Arc<Slot>),
}

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// A stream that is sent once.
pub(crate) struct Slot {
    length: Option<u64>,
    state: Mutex<State>,
}

struct State {
    /// The stream, unless it is being sent.
    pieces: Option<Pieces>,
    reading: Reading,
}

/// The progress of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing of it was read.
    Untouched,
    /// It is being sent, and was last read at this moment.
    At(Instant),
    /// Its end was reached at this moment.
    Ended(Instant),
    /// Sending stopped before its end.
    GivenUp,
}

impl Upload {
    /// Sends a stream of bytes of unknown length.
    pub fn stream<S, B, E>(pieces: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::of_pieces(Box::pin(pieces.map_ok(Into::into).map_err(Into::into)), None)
    }

    /// Sends everything from a reader, of unknown length.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        let reading = (Box::pin(reader), BytesMut::new());
        Self::stream(stream::try_unfold(reading, async |(mut reader, mut room)| {
            if room.capacity() == 0 {
                room.reserve(PIECE);
            }
            let length = reader.read_buf(&mut room).await?;
            let piece = room.split().freeze();
            Ok::<_, std::io::Error>((length > 0).then_some((piece, (reader, room))))
        }))
    }

    /// Sets the length of a stream in bytes, which is sent as `content-length`. A stream with another length
    /// is an error. This has no effect on bytes, whose length is known.
    #[must_use]
    pub fn length(self, bytes: u64) -> Self {
        match self.0 {
            Content::Stream(slot) => {
                let pieces = slot.state().pieces.take();
                match pieces {
                    Some(pieces) => Self::of_pieces(pieces, Some(bytes)),
                    None => Self(Content::Stream(slot)),
                }
            }
            content => Self(content),
        }
    }

    fn of_pieces(pieces: Pieces, length: Option<u64>) -> Self {
        let state = State { pieces: Some(pieces), reading: Reading::Untouched };
        Self(Content::Stream(Arc::new(Slot { length, state: Mutex::new(state) })))
    }

    /// Concatenates bodies. The streams among them are used up.
    pub(crate) fn chain(all: Vec<Self>) -> Self {
        if all.iter().all(|one| matches!(one.0, Content::Bytes(_))) {
            let bytes: Vec<Bytes> =
                all.into_iter().filter_map(|one| one.bytes().cloned()).collect();
            return Self::from(bytes.concat());
        }
        let length = all.iter().map(Self::known_length).sum();
        let pieces = stream::iter(all).flat_map(Self::into_pieces);
        Self::of_pieces(Box::pin(pieces), length)
    }

    /// The same in base64.
    pub(crate) fn base64(self) -> Self {
        if let Some(bytes) = self.bytes() {
            return base64::encode(bytes).into();
        }
        let length = self.known_length().map(|length| length.div_ceil(3).saturating_mul(4));
        let rest = (self.into_pieces(), BytesMut::new());
        let pieces = stream::unfold(Some(rest), async |state| {
            let (mut pieces, mut rest) = state?;
            loop {
                match pieces.next().await {
                    Some(Ok(piece)) => rest.extend_from_slice(&piece),
                    Some(Err(error)) => return Some((Err(error), None)),
                    None if rest.is_empty() => return None,
                    None => return Some((Ok(base64::encode(&rest).into()), None)),
                }
                // Three bytes are four characters, and only the last ones are padded.
                let whole = rest.split_to(rest.len() - rest.len() % 3);
                if !whole.is_empty() {
                    return Some((Ok(base64::encode(&whole).into()), Some((pieces, rest))));
                }
            }
        });
        Self::of_pieces(Box::pin(pieces), length)
    }

    /// The bytes, unless it is a stream.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// The content.
    pub(crate) fn into_content(self) -> Content {
        self.0
    }

    /// The length in bytes, if known.
    pub(crate) fn known_length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream(slot) => slot.length,
        }
    }

    fn into_pieces(self) -> Pieces {
        match self.0 {
            Content::Bytes(bytes) => Box::pin(stream::iter([Ok(bytes)])),
            Content::Stream(slot) => match Sending::of(&slot) {
                Some(sending) => Box::pin(sending),
                None => Box::pin(stream::iter([Err(BoxError::from("the stream was sent before"))])),
            },
        }
    }
}

/// A body that is a stream. Only a program that sends one contains the code.
pub(crate) trait Streamed: Send + Sync {
    /// The progress of the stream.
    fn reading(&self) -> Reading;

    /// The body of a request; none if it has been read from before.
    fn body(self: Arc<Self>) -> Option<platform::Body>;
}

impl Streamed for Slot {
    fn reading(&self) -> Reading {
        self.state().reading
    }

    fn body(self: Arc<Self>) -> Option<platform::Body> {
        Sending::of(&self).map(platform::Body::wrap)
    }
}

impl Slot {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream that is being sent. It returns to its slot if nothing of it was read.
struct Sending {
    slot: Arc<Slot>,
    /// In a private lock, because a body must be `Sync`.
    pieces: Mutex<Option<Pieces>>,
    sent: u64,
}

impl Sending {
    fn of(slot: &Arc<Slot>) -> Option<Self> {
        let pieces = slot.state().pieces.take()?;
        Some(Self { slot: slot.clone(), pieces: Mutex::new(Some(pieces)), sent: 0 })
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.slot.state().reading = Reading::At(Instant::now());
        let pieces = self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = match pieces {
            Some(pieces) => std::task::ready!(pieces.as_mut().poll_next(context)),
            None => return Poll::Ready(None),
        };
        if let Some(Ok(piece)) = &next {
            self.sent += piece.len() as u64;
        }
        let next = match (next, self.slot.length) {
            (Some(Ok(_)), Some(length)) if self.sent > length => {
                Some(Err(wrong_length(length, "more")))
            }
            (None, Some(length)) if self.sent < length => Some(Err(wrong_length(length, "fewer"))),
            (next, _) => next,
        };
        if !matches!(next, Some(Ok(_))) {
            *pieces = None;
            self.slot.state().reading = Reading::Ended(Instant::now());
        }
        Poll::Ready(next)
    }
}

fn wrong_length(length: u64, word: &str) -> BoxError {
    format!("the body has {word} than the {length} bytes that it was said to have").into()
}

impl Drop for Sending {
    fn drop(&mut self) {
        let pieces = self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let mut state = self.slot.state();
        match state.reading {
            Reading::Untouched => state.pieces = pieces,
            Reading::At(_) => state.reading = Reading::GivenUp,
            Reading::Ended(_) | Reading::GivenUp => {}
        }
    }
}

impl Stream for Sending {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll(context).map_ok(Frame::data)
    }

    fn size_hint(&self) -> SizeHint {
        match self.slot.length {
            Some(length) => SizeHint::with_exact(length.saturating_sub(self.sent)),
            None => SizeHint::default(),
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Bytes are compared; a stream is equal only to its own clones.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            (Content::Stream(one), Content::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Upload {}

/// Shows the length, but not the content.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            Content::Bytes(_) => "Bytes",
            Content::Stream(_) => "Stream",
        };
        let mut shown = f.debug_struct("Upload");
        shown.field("content", &format_args!("{name}"));
        match self.known_length() {
            Some(bytes) => shown.field("bytes", &bytes).finish(),
            None => shown.finish_non_exhaustive(),
        }
    }
}

#[cfg(test)]
mod tests;
