//! The tool of this workspace: `cargo xtask`.
//!
//! Each command is a file. Codegen computes, and [`mod@guestlist::write`] is the only file that writes. The
//! clients are not dependencies, so a description that breaks them can still be repaired.

mod corpus;
mod deny;
mod edits;
mod explain;
mod fuzz;
mod lint;
mod mutants;
mod peers;
mod regenerate;
mod review;
mod steps;
mod test;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use guestlist::outcome::Outcome;
use guestlist::{generate, shell};

/// Regenerates, explains and tests the API clients of this workspace, and makes others.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 all is well, 1 something is broken, 3 `review` found something that breaks, 4 generated files are stale."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Regenerate(regenerate::Arguments),
    Review(review::Arguments),
    Explain(explain::Arguments),
    Generate(generate::Arguments),
    Corpus(corpus::Arguments),
    Fuzz(fuzz::Arguments),
    Edits(edits::Arguments),
    Mutants(mutants::Arguments),
    Deny(deny::Arguments),
    Peers(peers::Arguments),
    Test(test::Arguments),
    Lint(lint::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Regenerate(arguments) => regenerate::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Edits(arguments) => edits::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Mutants(arguments) => mutants::run(&arguments),
        Command::Deny(arguments) => deny::run(&arguments),
        Command::Peers(arguments) => peers::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            shell::error(&format!("{error:#}"));
            Outcome::Broken.into()
        }
    }
}
