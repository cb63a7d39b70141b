//! Each construct of a document: the code is up to date, each case gives the expected result, and one change
//! of a case is kept without loss, in a correct variant, or refused at its place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod cases;
mod fresh;
mod judge;
mod leniency;
mod models;
mod mutations;
mod parents;
mod types;
mod unions;
