//! `cargo xtask deny`: licences, sources, duplicate versions and advisories of what we depend on.

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;
use guestlist::shell;

use crate::tree;
use guestlist::outcome::Outcome;

/// Holds the dependencies against `deny.toml` with cargo-deny.
///
/// Advisories come from a database on the network. Where it cannot be reached, that one check is
/// skipped with a notice, and the others still count.
#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 all is well, 1 a check failed.")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<Outcome> {
    let root = tree::root()?;
    if !cargo(&root, &["deny", "--version"]).output().is_ok_and(|output| output.status.success()) {
        bail!("cargo-deny is not installed: run `cargo install cargo-deny --locked`");
    }
    let mut broken = Vec::new();
    for check in ["licenses", "sources", "bans"] {
        shell::status("Checking", check);
        let status = cargo(&root, &["deny", "--log-level=warn", "check", check]).status();
        if !status.context("cargo cannot be started")?.success() {
            broken.push(check);
        }
    }
    shell::status("Checking", "advisories");
    let fetched = cargo(&root, &["deny", "fetch", "db"]).output();
    if fetched.context("cargo cannot be started")?.status.success() {
        let check = ["deny", "--log-level=warn", "check", "--disable-fetch", "advisories"];
        let status = cargo(&root, &check).status();
        if !status.context("cargo cannot be started")?.success() {
            broken.push("advisories");
        }
    } else {
        shell::notice("Skipping", "advisories: the database of RustSec cannot be reached");
    }
    if broken.is_empty() {
        shell::status("Finished", "the dependencies are as `deny.toml` wants them");
        return Ok(Outcome::Well);
    }
    shell::error(&format!("failed: {}", broken.join(", ")));
    Ok(Outcome::Broken)
}

fn cargo(root: &Utf8Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root);
    command
}
