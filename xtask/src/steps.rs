//! The common part of `cargo xtask test` and `cargo xtask lint`: cargo commands, one after the other.
//!
//! It runs steps and returns whether all of them passed. The steps after a failed one still run.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result};
use guestlist::shell;

use crate::tree;
use guestlist::outcome::Outcome;

/// A step: its name, the arguments of cargo, and the toolchain component that may be missing.
pub(crate) struct Step {
    pub(crate) title: &'static str,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) needs: Option<&'static str>,
}

/// Runs steps, and reports which of them failed.
pub(crate) fn run(steps: &[Step]) -> Result<Outcome> {
    let root = tree::root()?;
    let is_ci = std::env::var_os("CI").is_some();
    let mut broken = Vec::new();
    for step in steps {
        let started = Instant::now();
        if let Some(component) = step.needs.filter(|component| !has(component)) {
            let text = format!("{} (cargo-{component} is not installed)", step.title);
            shell::notice("Skipping", &text);
            if is_ci {
                shell::error(&format!("CI needs cargo-{component}"));
                broken.push(step.title);
            }
            continue;
        }
        shell::status("Checking", &format!("{} (cargo {})", step.title, step.arguments.join(" ")));
        let mut command = Command::new(env!("CARGO"));
        command.args(step.arguments).current_dir(&root).env("RUSTDOCFLAGS", "-D warnings");
        // A changed snapshot fails; only `cargo insta review` accepts it, never a run.
        command.env("INSTA_UPDATE", if is_ci { "no" } else { "auto" });
        // Many tests of calls wait for a server, so others can run meanwhile.
        if std::env::var_os("RUST_TEST_THREADS").is_none() {
            command.env("RUST_TEST_THREADS", threads().to_string());
        }
        let status = command.status().context("cargo cannot be started")?;
        if status.success() {
            shell::status(
                "Passed",
                &format!("{} in {:.1}s", step.title, started.elapsed().as_secs_f64()),
            );
        } else {
            shell::error(&format!(
                "{} failed: run `cargo {}`",
                step.title,
                step.arguments.join(" ")
            ));
            broken.push(step.title);
        }
    }
    if broken.is_empty() {
        shell::status("Finished", "all steps passed");
        return Ok(Outcome::Well);
    }
    shell::error(&format!("failed: {}", broken.join(", ")));
    Ok(Outcome::Broken)
}

/// Twice the number of processors.
fn threads() -> usize {
    2 * std::thread::available_parallelism().map_or(2, usize::from)
}

fn has(component: &str) -> bool {
    let output = Command::new(env!("CARGO")).args([component, "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}
