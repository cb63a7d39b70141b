//! `cargo xtask corpus`: testing the generator on a folder of third-party documents.

use std::ffi::OsStr;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tree;
use guestlist::outcome::Outcome;

/// Proves the generator on a folder of OpenAPI documents: see `cargo xtask corpus --help`.
///
/// The proof is a program of its own, so that this tool stays light. All arguments are its.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// The arguments of the program; `--help` tells them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    prove(&arguments.arguments)
}

/// Runs the release build of the program with these arguments.
pub(crate) fn prove<A: AsRef<OsStr>>(arguments: &[A]) -> Result<Outcome> {
    start(&["--release"], arguments)
}

/// Runs the program with these arguments, built with these cargo options.
pub(crate) fn start<A: AsRef<OsStr>>(options: &[&str], arguments: &[A]) -> Result<Outcome> {
    let manifest = tree::root()?.join("Cargo.toml");
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "guestlist-corpus"]).args(options);
    command.args(["--manifest-path", manifest.as_str(), "--"]);
    let status = command.args(arguments).status().context("cargo cannot be started")?;
    Ok(if status.success() { Outcome::Well } else { Outcome::Broken })
}
