//! `guestlist`: an API client crate from an OpenAPI document.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use guestlist::{explain, generate, overlay, shell};

/// Makes an API client crate, whose models lose nothing, from an OpenAPI document.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 all is well, 1 something is broken, 4 `--check` found something to write."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Explain(explain::Arguments),
    Overlay(overlay::Arguments),
}

/// Code is made of millions of small parts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Overlay(arguments) => overlay::run(&arguments),
    };
    match ended {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            shell::error(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}
