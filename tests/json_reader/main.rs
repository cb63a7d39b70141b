//! Valid and invalid JSON according to RFC 8259: third-party texts, random texts, and texts that are made to
//! take memory or stack.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod hostile;
mod random_texts;
mod suite;
