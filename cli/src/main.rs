//! `guestlist`: an API client crate from an OpenAPI document.

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use guestlist::outcome::Outcome;
use guestlist::{diff, explain, generate, overlay, pages, shell};

/// Makes an API client crate, whose models lose nothing, from an OpenAPI document.
#[derive(Parser)]
#[command(
    name = "guestlist",
    version,
    after_help = "A first crate:
  guestlist generate --spec petstore.yaml --out petstore
  cd petstore && cargo run --example first_call

Later, in its folder:
  guestlist generate           the same again, when the document or this tool has changed
  guestlist generate --check   whether anything would change, for CI

When the document changes:
  guestlist diff OLD NEW       what that does to callers and to the wire

When something is wrong:
  guestlist explain CODE       what an error means
  guestlist overlay OLD NEW    a vendor's slip corrected without editing the vendor's file
  guestlist generate --help    overlays, some of the operations, and all options

Exit codes: 0 all is well, 1 something is broken, 3 `diff` found something that breaks, 4 `--check` found something to write."
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
    Diff(diff::Arguments),
    Completions(pages::Completions),
    Man(pages::Man),
}

/// Generating code allocates millions of small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Overlay(arguments) => overlay::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Completions(arguments) => pages::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => pages::man(&arguments, Arguments::command()),
    };
    match ended {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            shell::error(&format!("{error:#}"));
            Outcome::Broken.into()
        }
    }
}
