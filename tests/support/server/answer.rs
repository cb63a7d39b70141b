//! The server's answer to one request: the bytes that it sends, how fast, and how it ends.

use std::time::Duration;

/// The server's answer to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    head: Vec<u8>,
    body: Vec<u8>,
    length: Length,
    pub(super) delay: Duration,
    pub(super) pace: Option<(usize, Duration)>,
    /// The number of bytes of the body before a single pause, and the length of the pause.
    pub(super) break_after: Option<(usize, Duration)>,
    cut: Option<Cut>,
    pub(super) end: End,
}

/// How the answer marks the end of its body.
#[derive(Clone, Copy, Debug)]
enum Length {
    /// Not at all, and not the end of its head either: the test wrote all bytes.
    Raw,
    /// Not at all: its status allows no body.
    Unsaid,
    True,
    Claimed(usize),
    Chunked,
}

/// The point at which an answer breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Before its first byte.
    BeforeHead,
    /// In the middle of its headers.
    InHead,
    /// After the empty line that ends its headers.
    AfterHead,
    /// In the middle of its body.
    InBody,
}

/// The end of the connection after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Keep,
    Close,
    Reset,
}

impl Answer {
    /// An answer with a status, without a body.
    pub fn new(status: u16) -> Self {
        let bodiless = matches!(status, 204 | 304);
        let length = if bodiless { Length::Unsaid } else { Length::True };
        Self { length, ..Self::raw(format!("HTTP/1.1 {status} Scripted\r\n")) }
    }

    /// An answer with a status and a JSON body.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status).body("application/json", body)
    }

    /// An answer with a status and an HTML page, as from a proxy.
    pub fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status).body("text/html; charset=utf-8", body)
    }

    /// These bytes, and nothing else.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            head: bytes.into(),
            body: Vec::new(),
            length: Length::Raw,
            delay: Duration::ZERO,
            pace: None,
            break_after: None,
            cut: None,
            end: End::Keep,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self.header("content-type", content_type) }
    }

    /// Sends the body in chunks, without a length.
    #[must_use]
    pub fn chunked(self) -> Self {
        Self { length: Length::Chunked, ..self }
    }

    /// Claims this length, whatever that of the body is.
    #[must_use]
    pub fn claiming(self, length: usize) -> Self {
        Self { length: Length::Claimed(length), ..self }
    }

    /// Waits before the first byte.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Sends this many bytes at a time, with a pause after each piece.
    #[must_use]
    pub fn slowly(self, bytes: usize, pause: Duration) -> Self {
        Self { pace: Some((bytes, pause)), ..self }
    }

    /// Pauses once, after this many bytes of the body as it is sent.
    #[must_use]
    pub fn pausing(self, bytes: usize, pause: Duration) -> Self {
        Self { break_after: Some((bytes, pause)), ..self }
    }

    /// Breaks off, and closes the connection.
    #[must_use]
    pub fn cut(self, cut: Cut) -> Self {
        Self { cut: Some(cut), ..self.closing() }
    }

    /// Closes the connection afterwards, without announcing it.
    #[must_use]
    pub fn closing(self) -> Self {
        Self { end: End::Close, ..self }
    }

    /// Resets the connection afterwards, so that the client sees an error and not an end.
    #[must_use]
    pub fn resetting(self) -> Self {
        Self { end: End::Reset, ..self }
    }

    /// The number of bytes before the pause.
    pub(super) fn first_bytes(&self, bytes: &[u8]) -> usize {
        let Some((count, _)) = self.break_after else { return 0 };
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_default();
        (end + 4 + count).min(bytes.len())
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        const CHUNK: usize = 16 * 1024;
        let (last_header, body) = match self.length {
            Length::Raw | Length::Unsaid => (String::new(), self.body.clone()),
            Length::True => (content_length(self.body.len()), self.body.clone()),
            Length::Claimed(length) => (content_length(length), self.body.clone()),
            Length::Chunked => {
                let mut chunks = Vec::new();
                for chunk in self.body.chunks(CHUNK) {
                    chunks.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                    chunks.extend_from_slice(chunk);
                    chunks.extend_from_slice(b"\r\n");
                }
                chunks.extend_from_slice(b"0\r\n\r\n");
                ("transfer-encoding: chunked\r\n".to_owned(), chunks)
            }
        };
        let end_of_head = if matches!(self.length, Length::Raw) { "" } else { "\r\n" };
        let mut bytes = [&self.head, last_header.as_bytes(), end_of_head.as_bytes()].concat();
        let head = bytes.len();
        bytes.extend_from_slice(&body);
        match self.cut {
            None => {}
            Some(Cut::BeforeHead) => bytes.clear(),
            Some(Cut::InHead) => bytes.truncate(head / 2),
            Some(Cut::AfterHead) => bytes.truncate(head),
            Some(Cut::InBody) => bytes.truncate(head + body.len() / 2),
        }
        bytes
    }
}

fn content_length(length: usize) -> String {
    format!("content-length: {length}\r\n")
}
