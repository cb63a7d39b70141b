//! How far a compilation is, for whoever waits for it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many of the models and operations of a document are made. Another thread may look at it.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// Nothing is made yet.
    pub const fn new() -> Self {
        Self { total: AtomicUsize::new(0), done: AtomicUsize::new(0) }
    }

    /// How many are made, and of how many; none while the document is read and checked.
    pub fn counts(&self) -> Option<(usize, usize)> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.done.load(Ordering::Relaxed).min(total), total))
    }

    /// So many will be made.
    pub(crate) fn expect(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Some more are made.
    pub(crate) fn add(&self, count: usize) {
        self.done.fetch_add(count, Ordering::Relaxed);
    }
}
