//! Collecting the `tracing` output of a thread.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// What has been heard on this thread.
    static HEARD: RefCell<Vec<Line>> = const { RefCell::new(Vec::new()) };

    /// The spans that this thread is in.
    static INSIDE: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

static SPANS: AtomicU64 = AtomicU64::new(1);

/// Writes down every event and every span of a thread, with all their fields. It listens on all
/// threads: what is of interest to one thread alone may be forgotten while others come and go.
pub(crate) struct Ear;

/// A span or an event.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The number of a span; none of an event.
    pub(crate) span: Option<u64>,
    /// The span that it is in.
    pub(crate) inside: Option<u64>,
    pub(crate) text: String,
}

impl Ear {
    /// Begins to listen.
    pub(crate) fn open() {
        // Another test may have opened it before.
        let _ = tracing::subscriber::set_global_default(Self);
        HEARD.with_borrow_mut(Vec::clear);
    }

    /// What this thread has heard since, of the client.
    pub(crate) fn heard() -> Vec<Line> {
        let is_own = |line: &&Line| line.text.contains("guestlist");
        HEARD.with_borrow(|heard| heard.iter().filter(is_own).cloned().collect())
    }

    /// All of it, a line for each.
    pub(crate) fn text() -> String {
        HEARD.with_borrow(|heard| heard.iter().map(|line| format!("{}\n", line.text)).collect())
    }

    fn write(span: Option<u64>, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let inside = INSIDE.with_borrow(|inside| inside.last().copied());
        let name = if span.is_some() { metadata.name() } else { "event" };
        let text = format!("{} {} {name}", metadata.level(), metadata.target());
        let mut line = Line { span, inside, text };
        record(&mut line);
        HEARD.with_borrow_mut(|heard| heard.push(line));
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.text, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Ear {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = SPANS.fetch_add(1, Ordering::Relaxed);
        Self::write(Some(id), span.metadata(), |line| span.record(line));
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        HEARD.with_borrow_mut(|heard| {
            let line = heard.iter_mut().find(|line| line.span == Some(id.into_u64()));
            line.into_iter().for_each(|line| values.record(line));
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::write(None, event.metadata(), |line| event.record(line));
    }

    fn enter(&self, id: &Id) {
        INSIDE.with_borrow_mut(|inside| inside.push(id.into_u64()));
    }

    fn exit(&self, _: &Id) {
        INSIDE.with_borrow_mut(Vec::pop);
    }
}
