//! `cargo xtask edits`: whether the rules of `diff` are right about seeded edits.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tree;
use guestlist::outcome::Outcome;

/// Tries the rules of `diff` with seeded edits of documents: see `cargo xtask edits --help`.
///
/// The proof is a part of the program of `cargo xtask corpus`, so that this tool stays light. All arguments
/// are its.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// The arguments of the program; `--help` tells them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let manifest = tree::root()?.join("Cargo.toml");
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "guestlist-corpus", "--manifest-path"]);
    command.args([manifest.as_str(), "--", "edits"]).args(&arguments.arguments);
    let status = command.status().context("cargo cannot be started")?;
    Ok(if status.success() { Outcome::Well } else { Outcome::Broken })
}
