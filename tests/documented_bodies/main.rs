//! The documented bodies are decoded and encoded without loss, unchanged and after one change at each place.
//! So are random bodies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod cuts;
mod examples;
mod formats;
mod mutations;
mod random_bodies;

use std::path::PathBuf;

use guestlist_tests::catalogue::root;
use guestlist_tests::snapshots::Snapshot;

fn folder() -> PathBuf {
    root().join("tests/documented_bodies")
}

/// A table of all bodies.
fn table(name: &str, text: String) -> Snapshot {
    Snapshot { folder: folder(), name: name.to_owned(), about: String::new(), text }
}
