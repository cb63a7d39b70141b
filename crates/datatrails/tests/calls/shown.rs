//! The examples of the description, which an API in memory responds with.

use guestlist_datatrails::mock::EXAMPLES;
use guestlist_runtime::{Json, decode};

/// All bodies are JSON, and there are some.
#[test]
fn the_examples_are_json() {
    assert!(!EXAMPLES.is_empty());
    for one in EXAMPLES.iter().filter(|one| !one.body().is_empty()) {
        decode::<Json>(one.body().as_bytes()).unwrap();
    }
}
