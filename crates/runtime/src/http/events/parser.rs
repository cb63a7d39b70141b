//! Event streams, from bytes to events (HTML Standard, section 9.2, "Server-sent events").
//!
//! It keeps at most one event, and no event that is larger than its limit.

use bytes::Bytes;

/// An event before it is decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// The last event id of the stream: that of this event or of an earlier one.
    pub(crate) id: String,
    /// Whether the event has an id of its own.
    pub(crate) has_id: bool,
    /// The type of the event; empty if it has none.
    pub(crate) name: String,
    pub(crate) data: String,
    /// The milliseconds in its field `retry`.
    pub(crate) retry: Option<u64>,
}

/// An event that is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// The byte order mark with which a stream may begin.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A stream of events that is being read.
pub(crate) struct Parser {
    limit: usize,
    /// Bytes that have not been read yet.
    rest: Bytes,
    /// The line so far, without the text of a comment.
    line: Vec<u8>,
    is_comment: bool,
    /// Whether the last line ended with a carriage return; a line feed after it belongs to the same line end.
    is_after_return: bool,
    is_first_line: bool,
    /// The event so far.
    event: RawEvent,
    /// The time to wait before the stream is requested again, in milliseconds.
    pub(crate) retry: Option<u64>,
    /// The last event id that counts, because its event is complete.
    pub(crate) last_id: String,
}

impl Parser {
    /// A parser with this limit in bytes for an event.
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

    /// Starts again with another response and drops an incomplete event.
    pub(crate) fn restart(&mut self) {
        let last_id = std::mem::take(&mut self.last_id);
        let event = RawEvent { id: last_id.clone(), ..RawEvent::default() };
        *self = Self { retry: self.retry, last_id, event, ..Self::new(self.limit) };
    }

    /// Adds the next bytes; the previous ones have been read to the end.
    pub(crate) fn feed(&mut self, bytes: Bytes) {
        self.rest = bytes;
    }

    /// The next event; `None` if more bytes are needed.
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

    /// Processes a line; returns the event that it ends.
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
        // Without data there is no event.
        event.data.pop()?;
        Some(event)
    }
}

#[cfg(test)]
mod tests;
