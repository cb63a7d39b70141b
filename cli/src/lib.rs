//! The common parts of `guestlist` and `cargo xtask`.
//!
//! Codegen computes, and [`mod@write`] is the only file that writes. [`generate`] makes a whole crate from a
//! document; `cargo xtask regenerate` makes the generated folders of this workspace. Nothing here reads a
//! description: `guestlist-codegen` does.

pub mod diff;
pub mod execution;
pub mod explain;
pub mod generate;
pub mod outcome;
pub mod overlay;
pub mod pages;
pub mod report;
pub mod shell;
pub mod write;

mod arguments;
mod choices;
mod crate_name;
mod document;
mod manifest;
mod package;
mod paths;
mod progress;
mod runtime;
mod target;
