//! `cargo xtask test`: the proof.

use anyhow::Result;

use crate::steps::{self, Step};
use guestlist::outcome::Outcome;

/// Runs the proof: formatting, freshness and tests. CI runs `cargo xtask lint` as well.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

const STEPS: [Step; 3] = [
    Step { title: "formatting", arguments: &["fmt", "--all", "--check"], needs: Some("fmt") },
    Step {
        title: "freshness",
        arguments: &["run", "--quiet", "--package", "xtask", "--", "regenerate", "--check"],
        needs: None,
    },
    // One run shows all failures, including snapshots of several test programs.
    Step {
        title: "tests",
        arguments: &["test", "--workspace", "--no-fail-fast", "--quiet"],
        needs: None,
    },
];

pub(crate) fn run(_: &Arguments) -> Result<Outcome> {
    steps::run(&STEPS)
}
