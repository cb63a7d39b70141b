//! `cargo xtask edits`: testing the rules of `diff` with seeded edits.

use anyhow::Result;

use crate::corpus;
use guestlist::outcome::Outcome;

/// Tries the rules of `diff` with seeded edits of documents: see `cargo xtask edits --help`.
///
/// It is a command of the program of `cargo xtask corpus`, so that this tool stays light. All arguments are passed on
/// to it.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// The arguments of the program; `--help` tells them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let arguments = &arguments.arguments;
    // It spends its time on compiling what it generates, so a release build would not pay.
    corpus::start(&[], &[&["edits".to_owned()], &arguments[..]].concat())
}
