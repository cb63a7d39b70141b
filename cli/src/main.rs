//! `guestlist`: an API client crate from an OpenAPI document.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use guestlist::{generate, shell};

/// Makes an API client crate, whose models lose nothing, from an OpenAPI document.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 all is well, 1 something is broken.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Generate(generate::Arguments),
}

/// Code is made of millions of small parts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Command::Generate(arguments) = Arguments::parse().command;
    match generate::run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            shell::error(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}
