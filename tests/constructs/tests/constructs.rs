//! Each construct of a document: the code is fresh, each case becomes what it has to, and one
//! change of a case is kept without loss, in a right variant, or refused at its place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

#[path = "constructs/cases.rs"]
mod cases;
#[path = "constructs/fresh.rs"]
mod fresh;
#[path = "constructs/judge.rs"]
mod judge;
#[path = "constructs/leniency.rs"]
mod leniency;
#[path = "constructs/models.rs"]
mod models;
#[path = "constructs/mutations.rs"]
mod mutations;
#[path = "constructs/types.rs"]
mod types;
#[path = "constructs/unions.rs"]
mod unions;
