//! What is JSON, and what is not: all that RFC 8259 says, on texts that nobody here wrote, on those that
//! chance makes, and on those that are made to take memory or stack.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod hostile;
mod random_texts;
mod suite;
