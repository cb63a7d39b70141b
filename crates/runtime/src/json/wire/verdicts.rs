//! What is known of values while the union around them is still undecided.
//!
//! Each variant of a union that is tried reads the values in it again. Without a memory, a value
//! that stands in `n` unions would be tried `2^n` times. So what was found of a value as a union is
//! noted until the outermost of these unions is decided. The note is of the value's text and the
//! union's type: nothing else decides.

use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::ground::bounds::take_beside;

/// A text as a union. Texts are known by their length and a hash of 64 bits whose key is random, so
/// that nobody can make two that are taken for one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    union: TypeId,
    length: usize,
    hash: u64,
}

/// What a text is as a union.
#[derive(Clone)]
pub(super) enum Verdict {
    /// It is still being decided.
    Open,

    /// The variant that fits best, if any does, and how often it was surprised.
    Fits { variant: Option<usize>, surprises: u32 },

    /// Why it is an error.
    InvalidBody(Box<str>),
}

/// The bytes that a note takes, and its place in a table that is half full.
const NOTE: usize = 128;

#[derive(Default)]
struct Notes {
    hasher: RandomState,
    known: HashMap<Key, Verdict>,
}

thread_local! {
    static NOTES: RefCell<Notes> = RefCell::default();
    static UNDECIDED: Cell<u32> = const { Cell::new(0) };
    static IS_USED: Cell<bool> = const { Cell::new(false) };
}

/// A union that is being decided by trying.
pub(super) struct Undecided(());

impl Undecided {
    pub(super) fn enter() -> Self {
        UNDECIDED.set(UNDECIDED.get() + 1);
        Self(())
    }
}

impl Drop for Undecided {
    fn drop(&mut self) {
        UNDECIDED.set(UNDECIDED.get() - 1);
        if UNDECIDED.get() == 0 && IS_USED.replace(false) {
            NOTES.with_borrow_mut(|notes| notes.known = HashMap::new());
        }
    }
}

/// The key of a text as a union; none where no union around is undecided.
pub(super) fn key<T: 'static>(text: &str) -> Option<Key> {
    let hash = || NOTES.with_borrow(|notes| notes.hasher.hash_one(text));
    (UNDECIDED.get() > 0).then(|| Key {
        union: TypeId::of::<T>(),
        length: text.len(),
        hash: hash(),
    })
}

/// What is known.
pub(super) fn known(key: Key) -> Option<Verdict> {
    NOTES.with_borrow(|notes| notes.known.get(&key).cloned())
}

/// Notes what was found.
///
/// # Errors
///
/// When the notes take more memory than the value may.
pub(super) fn note(key: Key, verdict: Verdict) -> Result<(), serde_json::Error> {
    IS_USED.set(true);
    let count = NOTES.with_borrow_mut(|notes| {
        notes.known.insert(key, verdict);
        notes.known.len()
    });
    take_beside(0, count.saturating_mul(NOTE))
}
