//! JSON lines (`application/jsonl`, `application/x-ndjson`) and JSON text sequences (`application/json-seq`, RFC
//! 7464): each line is a model, as it arrives.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt};

use crate::http::byte_stream::error;
use crate::http::error::Error;
use crate::http::from_response::FromResponse;
use crate::http::invalid_item::InvalidItem;
use crate::http::response::{Response, ResponseValue};
use crate::http::response_future::ResponseFuture;
use crate::http::session::open::{Opened, Opening};
use crate::http::session::open_body::OpenBody;
use crate::http::stream_error::StreamError;
use crate::http::transport::Reason;
use crate::json::codec::Decode;
use crate::json::decode::decode_within;

/// The media types of lines that are accepted beside that of the description.
const LINES: [&str; 7] = [
    "application/jsonl",
    "application/x-jsonlines",
    "application/jsonlines",
    "application/x-ndjson",
    "application/ndjson",
    "text/plain",
    "application/octet-stream",
];

/// The character before each text of a sequence.
const RECORD: u8 = 0x1e;

/// JSON values as they arrive, one per line: `next` returns one after the other, or use it as a [`Stream`].
///
/// A line that does not fit is an error with its number and its text, and the lines after it still arrive;
/// after any other error the stream ends. At most one line is kept in memory, and one that is larger than the
/// client's limit for bodies is an error. A stream that makes no progress for longer than
/// [`CallOptions::idle_timeout`](crate::CallOptions::idle_timeout) breaks off.
pub struct JsonLines<T>(Pin<Box<dyn Stream<Item = Result<T, StreamError>> + Send>>);

impl<T> JsonLines<T> {
    /// The next value; `None` at the end.
    ///
    /// # Errors
    ///
    /// When a value does not fit, or the stream breaks off.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        StreamExt::next(self).await
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl<'a> Opening<'a> {
    /// The lines of a success, described with this media type.
    pub fn json_lines<T, E>(self, described: &'static str) -> ResponseFuture<'a, JsonLines<T>, E>
    where
        T: Decode + Send + 'static,
        E: FromResponse + Send + 'a,
    {
        ResponseFuture::of(async move { self.opened().await?.json_lines(described).await })
    }
}

impl Opened {
    async fn json_lines<T: Decode + Send + 'static, E: FromResponse>(
        self,
        described: &'static str,
    ) -> Result<ResponseValue<JsonLines<T>>, Error<E>> {
        let (response, body, origin) = self.items(&[&[described], &LINES[..]].concat()).await?;
        let limit = origin.body_limit();
        let separator = if described == "application/json-seq" { RECORD } else { b'\n' };
        let lines = Lines { separator, limit, rest: Bytes::new(), line: Vec::new() };
        let reading =
            Reading { body, lines, response: response.clone(), number: 0, is_over: false };
        let items = stream::unfold(Some(Box::new(reading)), async |reading| {
            let mut reading = reading?;
            let item = reading.next().await?;
            let goes_on = item.as_ref().err().is_none_or(StreamError::is_item);
            Some((item, goes_on.then_some(reading)))
        });
        Ok(ResponseValue::new(JsonLines(Box::pin(items)), response))
    }
}

/// A stream of lines that is being read.
struct Reading {
    body: OpenBody,
    lines: Lines,
    response: Response,
    /// The number of values so far.
    number: u64,
    is_over: bool,
}

impl Reading {
    async fn next<T: Decode>(&mut self) -> Option<Result<T, StreamError>> {
        loop {
            match self.lines.next() {
                Ok(Some(line)) => return Some(self.take(line)),
                Ok(None) => {}
                Err(TooLarge) => {
                    let reason = Reason::ItemTooLarge { limit: self.lines.limit };
                    return Some(Err(StreamError::BrokeOff(error(&self.response, reason))));
                }
            }
            if self.is_over {
                return None;
            }
            match self.body.next().await {
                Ok(Some(piece)) => self.lines.rest = piece,
                Ok(None) => {
                    // The last line needs no line end.
                    self.is_over = true;
                    self.lines.rest = Bytes::copy_from_slice(&[self.lines.separator]);
                }
                Err(reason) => {
                    return Some(Err(StreamError::BrokeOff(error(&self.response, reason))));
                }
            }
        }
    }

    fn take<T: Decode>(&mut self, line: Vec<u8>) -> Result<T, StreamError> {
        self.number += 1;
        decode_within(&line, self.lines.limit).map_err(|error| {
            let raw = String::from_utf8_lossy(&line).into_owned();
            StreamError::InvalidItem(InvalidItem::new(
                self.number,
                raw,
                error,
                self.response.secrets(),
            ))
        })
    }
}

/// A line that is larger than the limit.
struct TooLarge;

/// Splits bytes that arrive in pieces into lines.
struct Lines {
    separator: u8,
    limit: usize,
    rest: Bytes,
    line: Vec<u8>,
}

impl Lines {
    /// The next line that is not blank; `None` if more bytes are needed.
    fn next(&mut self) -> Result<Option<Vec<u8>>, TooLarge> {
        while !self.rest.is_empty() {
            let end = self.rest.iter().position(|byte| *byte == self.separator);
            let piece = self.rest.split_to(end.unwrap_or(self.rest.len()));
            if self.line.len() + piece.len() > self.limit {
                return Err(TooLarge);
            }
            self.line.extend_from_slice(&piece);
            if end.is_some() {
                let _ = self.rest.split_to(1);
                let line = std::mem::take(&mut self.line);
                if !line.trim_ascii().is_empty() {
                    return Ok(Some(line));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of bytes that arrive in pieces; an error if one is too large, after which nothing is read.
    fn read(separator: u8, pieces: &[&'static str]) -> Vec<Option<String>> {
        let mut lines = Lines { separator, limit: 4, rest: Bytes::new(), line: Vec::new() };
        let mut all = Vec::new();
        for piece in pieces {
            lines.rest = Bytes::from_static(piece.as_bytes());
            loop {
                match lines.next() {
                    Ok(Some(line)) => all.push(Some(String::from_utf8(line).unwrap())),
                    Ok(None) => break,
                    Err(TooLarge) => return [all, vec![None]].concat(),
                }
            }
        }
        all
    }

    #[test]
    fn lines_are_the_same_however_they_are_cut() {
        let expected = ["1", " 22 ", "4444"].map(|line| Some(line.to_owned()));
        for pieces in [
            &["1\n\n 22 \n \n4444\n"][..],
            &["1", "\n\n 2", "2 \n", " ", "\n44", "44", "\n"],
            &["", "1\n", "\n 22 \n", " \n", "4444\n", "not ended"],
        ] {
            assert_eq!(read(b'\n', pieces)[..3], expected, "{pieces:?}");
        }
        assert_eq!(read(0x1e, &["\u{1e}1\n\u{1e}", "2\n\u{1e}"]).len(), 2);
    }

    #[test]
    fn a_line_may_be_as_large_as_the_limit_and_no_larger() {
        let (whole, large) = (Some("4444".to_owned()), None);
        assert_eq!(read(b'\n', &["4444\n"]), [Some("4444".to_owned())]);
        assert_eq!(read(b'\n', &["44", "44", "\n"]), [Some("4444".to_owned())]);
        assert_eq!(read(b'\n', &["4444\n55555\n1\n"]), [whole, large.clone()]);
        // It does not wait for the end of the line.
        assert_eq!(read(b'\n', &["55", "555"]), [large]);
    }
}
