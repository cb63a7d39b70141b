//! Event streams, from bytes to events (HTML Standard, section 9.2, "Server-sent events").
//!
//! It keeps one event at most, and no event that is larger than its limit.

use bytes::Bytes;

/// An event as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// The last event id of the stream: that of this event, or of one before.
    pub(crate) id: String,
    /// Whether the event has an id of its own.
    pub(crate) has_id: bool,
    /// The type of the event; empty where it has none.
    pub(crate) name: String,
    pub(crate) data: String,
    /// The milliseconds of its own field `retry`.
    pub(crate) retry: Option<u64>,
}

/// An event that is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// The mark that a stream may begin with.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A stream of events that is being read.
pub(crate) struct Parser {
    limit: usize,
    /// What came and is not read.
    rest: Bytes,
    /// The line so far, but for the characters of a comment.
    line: Vec<u8>,
    is_comment: bool,
    /// Whether the last line ended with a carriage return, after which a line feed is of the same end.
    is_after_return: bool,
    is_first_line: bool,
    /// The event so far.
    event: RawEvent,
    /// The time to wait before the stream is asked for again, in milliseconds.
    pub(crate) retry: Option<u64>,
    /// The last event id that counts, because its event is complete.
    pub(crate) last_id: String,
}

impl Parser {
    /// One whose events have at most so many bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            rest: Bytes::new(),
            line: Vec::new(),
            is_comment: false,
            is_after_return: false,
            is_first_line: true,
            event: RawEvent::default(),
            retry: None,
            last_id: String::new(),
        }
    }

    /// Begins again with another response: an event that is not complete is dropped.
    pub(crate) fn restart(&mut self) {
        let last_id = std::mem::take(&mut self.last_id);
        let event = RawEvent { id: last_id.clone(), ..RawEvent::default() };
        *self = Self { retry: self.retry, last_id, event, ..Self::new(self.limit) };
    }

    /// Gives it the next bytes. Those before have been read to their end.
    pub(crate) fn feed(&mut self, bytes: Bytes) {
        self.rest = bytes;
    }

    /// The next event; `None` where more bytes are needed.
    pub(crate) fn next(&mut self) -> Result<Option<RawEvent>, TooLarge> {
        while !self.rest.is_empty() {
            if std::mem::take(&mut self.is_after_return) && self.rest[0] == b'\n' {
                let _ = self.rest.split_to(1);
                continue;
            }
            let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let piece = self.rest.split_to(end.unwrap_or(self.rest.len()));
            self.extend(&piece)?;
            if end.is_some() {
                self.is_after_return = self.rest.split_to(1)[0] == b'\r';
                if let Some(event) = self.end_line() {
                    return Ok(Some(event));
                }
            }
        }
        Ok(None)
    }

    fn extend(&mut self, piece: &[u8]) -> Result<(), TooLarge> {
        if self.line.is_empty() && piece.first() == Some(&b':') && !self.is_first_line {
            self.is_comment = true;
        }
        if self.is_comment {
            return Ok(());
        }
        let event = &self.event;
        let kept = event.data.len() + event.name.len() + event.id.len() + self.line.len();
        if kept + piece.len() > self.limit {
            return Err(TooLarge);
        }
        self.line.extend_from_slice(piece);
        Ok(())
    }

    /// Takes a line; gives the event that it ends.
    fn end_line(&mut self) -> Option<RawEvent> {
        let line = std::mem::take(&mut self.line);
        let is_first = std::mem::take(&mut self.is_first_line);
        if std::mem::take(&mut self.is_comment) {
            return None;
        }
        let bytes = if is_first { line.strip_prefix(MARK).unwrap_or(&line) } else { &line };
        // Input that is not UTF-8 is read with replacement characters, as the standard says.
        let line = String::from_utf8_lossy(bytes);
        if line.is_empty() {
            return self.end_event();
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        self.field(name, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    fn field(&mut self, name: &str, value: &str) {
        let event = &mut self.event;
        match name {
            "event" => value.clone_into(&mut event.name),
            "data" => {
                event.data.push_str(value);
                event.data.push('\n');
            }
            "id" if !value.contains('\0') => {
                value.clone_into(&mut event.id);
                event.has_id = true;
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                event.retry = Some(value.parse().unwrap_or(u64::MAX));
                self.retry = event.retry;
            }
            _ => {}
        }
    }

    fn end_event(&mut self) -> Option<RawEvent> {
        self.last_id.clone_from(&self.event.id);
        let next = RawEvent { id: self.event.id.clone(), ..RawEvent::default() };
        let mut event = std::mem::replace(&mut self.event, next);
        // An event without data is none.
        event.data.pop()?;
        Some(event)
    }
}

#[cfg(test)]
mod tests;
