//! Bodies of any size, and the ways to decode and encode them.

#![allow(missing_docs, reason = "the members are those of the documented bodies")]
#![allow(clippy::large_enum_variant, reason = "as people write it")]

pub mod beside;
pub mod derived;
pub mod payloads;
pub mod rounds;
pub mod ways;
