//! The progress of a compilation.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of models and operations of a document that are generated. Other threads may read it.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// Progress with nothing generated yet.
    pub const fn new() -> Self {
        Self { total: AtomicUsize::new(0), done: AtomicUsize::new(0) }
    }

    /// The number generated, and the total; none while the document is read and checked.
    pub fn counts(&self) -> Option<(usize, usize)> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.done.load(Ordering::Relaxed).min(total), total))
    }

    /// Sets the total.
    pub(crate) fn expect(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Adds to the number generated.
    pub(crate) fn add(&self, count: usize) {
        self.done.fetch_add(count, Ordering::Relaxed);
    }
}
