//! How a command ended.

use std::process::ExitCode;

/// The meaning of the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: 0.
    Well,
    /// Something is broken, and nothing was written: 1.
    Broken,
    /// `diff` found a breaking change that is not approved: 3.
    Breaking,
    /// `--check` found something to write: 4.
    Stale,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Well => 0,
            Outcome::Broken => 1,
            Outcome::Breaking => 3,
            Outcome::Stale => 4,
        })
    }
}
