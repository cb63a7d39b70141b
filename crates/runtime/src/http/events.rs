//! Event streams (`text/event-stream`): each event a model, as it arrives.

pub(crate) mod parser;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::stream::{self, Stream, StreamExt};
use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};

use crate::http::byte_stream::error;
use crate::http::error::Error;
use crate::http::from_response::FromResponse;
use crate::http::invalid_item::InvalidItem;
use crate::http::items::is_other_type;
use crate::http::platform::sleep;
use crate::http::response::{Response, ResponseValue};
use crate::http::response_future::ResponseFuture;
use crate::http::session::open::{Opened, Opening, Origin};
use crate::http::session::open_body::OpenBody;
use crate::http::stream_error::StreamError;
use crate::http::transport::Reason;
use crate::json::codec::Decode;
use crate::json::decode::decode_within;
use crate::json::error::DecodeError;
use crate::value::json::Json;
use parser::{Parser, RawEvent};

/// The media type of an event stream.
const MEDIA_TYPE: &str = "text/event-stream";

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The data with which many servers end a stream of JSON, although it is not JSON.
const DONE: &str = "[DONE]";

/// An event of a stream.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The data of the event.
    pub data: T,

    /// The type of the event, which is `message` if the server names none.
    pub name: String,

    /// The last event id of the stream: that of this event or of an earlier one; empty if there was none.
    pub id: String,

    /// The original text of the data.
    pub raw: String,
}

/// Events as they arrive: `next` returns one after the other, or use it as a [`Stream`].
///
/// An event that does not fit is an error with its number and its text, and the events after it still arrive;
/// after any other error the stream ends. At most one event is kept in memory, and one that is larger than
/// the client's limit for bodies is an error. A stream that makes no progress for longer than
/// [`CallOptions::idle_timeout`](crate::CallOptions::idle_timeout) ends with an error; comments, which
/// servers send to keep a stream alive, count as progress. The data `[DONE]`, with which many servers end a
/// stream of JSON, ends it.
///
/// With [`CallOptions::reconnect`](crate::CallOptions::reconnect), a stream that ends or breaks off is
/// requested again, starting after its last event id.
pub struct Events<T>(Pin<Box<dyn Stream<Item = Result<Event<T>, StreamError>> + Send>>);

impl<T> Events<T> {
    /// The next event; `None` at the end.
    ///
    /// # Errors
    ///
    /// When an event does not fit, or the stream breaks off.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        StreamExt::next(self).await
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

/// Decodes an event with this limit in bytes.
type Read<T> = fn(&RawEvent, usize) -> Result<T, DecodeError>;

impl<'a> Opening<'a> {
    /// The events of a success whose data is JSON.
    pub fn events<T, E>(self) -> ResponseFuture<'a, Events<T>, E>
    where
        T: Decode + Send + 'static,
        E: FromResponse + Send + 'a,
    {
        self.read_events(|event, limit| decode_within(event.data.as_bytes(), limit))
    }

    /// The events of a success whose data is text.
    pub fn text_events<E: FromResponse + Send + 'a>(self) -> ResponseFuture<'a, Events<String>, E> {
        self.read_events(|event, _| Ok(event.data.clone()))
    }

    /// The events of a success. Each is an object with the properties `event`, `data`, `id` and `retry` that
    /// it has. Its data is a string.
    pub fn object_events<T, E>(self) -> ResponseFuture<'a, Events<T>, E>
    where
        T: Decode + Send + 'static,
        E: FromResponse + Send + 'a,
    {
        self.read_events(|event, limit| decode_within(&object(event, text(&event.data)), limit))
    }

    /// The same with data as JSON, or as a string if it is not JSON.
    pub fn json_object_events<T, E>(self) -> ResponseFuture<'a, Events<T>, E>
    where
        T: Decode + Send + 'static,
        E: FromResponse + Send + 'a,
    {
        self.read_events(|event, limit| {
            // It must be one value, or the data could end the object. Anything else is text, which some types
            // of events may have.
            let data = decode_within::<Json>(event.data.as_bytes(), limit);
            let data = data.map_or_else(|_| text(&event.data), |data| data.as_str().to_owned());
            decode_within(&object(event, data), limit)
        })
    }

    fn read_events<T, E>(self, read: Read<T>) -> ResponseFuture<'a, Events<T>, E>
    where
        T: Send + 'static,
        E: FromResponse + Send + 'a,
    {
        ResponseFuture::of(async move { self.opened().await?.read_events(read).await })
    }
}

impl Opened {
    async fn read_events<T: Send + 'static, E: FromResponse>(
        self,
        read: Read<T>,
    ) -> Result<ResponseValue<Events<T>>, Error<E>> {
        let (response, body, origin) = self.items(&[MEDIA_TYPE]).await?;
        let reading = Reading {
            body,
            parser: Parser::new(origin.body_limit()),
            read,
            response: response.clone(),
            origin,
            number: 0,
            failures: 0,
        };
        let events = stream::unfold(Some(Box::new(reading)), async |reading| {
            let mut reading = reading?;
            let item = reading.next().await?;
            let goes_on = item.as_ref().err().is_none_or(StreamError::is_item);
            Some((item, goes_on.then_some(reading)))
        });
        Ok(ResponseValue::new(Events(Box::pin(events)), response))
    }
}

/// An event as a JSON object.
fn object(event: &RawEvent, data: String) -> Vec<u8> {
    let mut object = format!("{{\"data\":{data}");
    if !event.name.is_empty() {
        object += &format!(",\"event\":{}", text(&event.name));
    }
    if event.has_id {
        object += &format!(",\"id\":{}", text(&event.id));
    }
    if let Some(retry) = event.retry {
        object += &format!(",\"retry\":{retry}");
    }
    (object + "}").into_bytes()
}

fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A stream of events that is being read.
struct Reading<T> {
    body: OpenBody,
    parser: Parser,
    read: Read<T>,
    response: Response,
    origin: Origin,
    /// The number of events so far.
    number: u64,
    /// The number of reconnections since the last event.
    failures: u32,
}

impl<T> Reading<T> {
    async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        loop {
            match self.parser.next() {
                Ok(Some(event)) => return self.take(event),
                Ok(None) => {}
                Err(parser::TooLarge) => {
                    let reason = Reason::ItemTooLarge { limit: self.origin.body_limit() };
                    return Some(Err(self.broke_off(reason)));
                }
            }
            let ended = match self.body.next().await {
                Ok(Some(piece)) => {
                    self.parser.feed(piece);
                    continue;
                }
                Ok(None) => None,
                Err(reason) => Some(reason),
            };
            if self.failures >= self.origin.reconnects() {
                return ended.map(|reason| Err(self.broke_off(reason)));
            }
            if let Some(end) = self.reconnect().await {
                return end.map(Err);
            }
        }
    }

    fn take(&mut self, event: RawEvent) -> Option<Result<Event<T>, StreamError>> {
        (self.number, self.failures) = (self.number + 1, 0);
        Some(match (self.read)(&event, self.origin.body_limit()) {
            Ok(data) => {
                let name = if event.name.is_empty() { "message".to_owned() } else { event.name };
                Ok(Event { data, name, id: event.id, raw: event.data })
            }
            Err(_) if event.data.trim() == DONE => return None,
            Err(error) => {
                let item =
                    InvalidItem::new(self.number, event.data, error, self.response.secrets());
                Err(StreamError::InvalidItem(item))
            }
        })
    }

    fn broke_off(&self, reason: Reason) -> StreamError {
        StreamError::BrokeOff(error(&self.response, reason))
    }

    /// Requests the rest of the stream until it arrives. If the stream ends instead, returns how: with an
    /// error or without.
    async fn reconnect(&mut self) -> Option<Option<StreamError>> {
        self.parser.restart();
        let mut headers = Vec::new();
        if !self.parser.last_id.is_empty() {
            match HeaderValue::from_bytes(self.parser.last_id.as_bytes()) {
                Ok(id) => headers.push((LAST_EVENT_ID, id)),
                Err(_) => {
                    let reason = Reason::NotSent("no header can hold the id of its last event");
                    return Some(Some(self.broke_off(reason)));
                }
            }
        }
        loop {
            self.failures += 1;
            let asked = self.parser.retry.map(Duration::from_millis);
            let wait = asked.unwrap_or_else(|| self.origin.retry().jitter(self.failures));
            sleep(wait.min(self.origin.timeout())).await;
            let opened = match self.origin.again(&headers).await {
                Ok(opened) => opened,
                Err(_) if self.failures < self.origin.reconnects() => continue,
                Err(error) => {
                    return Some(Some(match error.into_transport() {
                        Ok(error) => StreamError::BrokeOff(error),
                        Err(reason) => self.broke_off(Reason::NotSent(reason)),
                    }));
                }
            };
            let is_end = opened.response.status() == StatusCode::NO_CONTENT;
            return match opened.body {
                // The server says that there are no more events.
                Some(_) if is_end => Some(None),
                Some(body) if !is_other_type(&opened.response, &[MEDIA_TYPE]) => {
                    self.body = body;
                    None
                }
                _ => Some(Some(StreamError::Refused(opened.response))),
            };
        }
    }
}
