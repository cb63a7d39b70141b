//! `cargo xtask lint`: warnings of the compiler, clippy and rustdoc.
//!
//! It is a separate command, because the tests use nothing that it builds: it would take a third of their
//! time again.

use anyhow::Result;

use crate::steps::{self, Step};
use guestlist::outcome::Outcome;

/// Runs the lints, and makes the documentation without a warning.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

const STEPS: [Step; 2] = [
    Step {
        title: "lints",
        arguments: &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"],
        needs: Some("clippy"),
    },
    Step {
        title: "documentation",
        arguments: &["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"],
        needs: None,
    },
];

pub(crate) fn run(_: &Arguments) -> Result<Outcome> {
    steps::run(&STEPS)
}
