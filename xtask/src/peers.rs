//! `cargo xtask peers`: comparing costs with other generators and clients.

use std::process::Command;

use anyhow::{Context as _, Result};
use camino::Utf8Path;
use clap::ValueEnum;
use guestlist::shell;

use crate::{corpus, tree};
use guestlist::outcome::Outcome;

/// Compares with other generators and clients, and prints the tables of their READMEs.
///
/// The first run builds the vendor's client, which takes some minutes and 10 GB of memory, and
/// installs openapi-to-rust into `target/`. Measure on a machine that does nothing else.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask peers              all tables: half an hour, the first time three quarters
  cargo xtask peers models       one of them")]
pub(crate) struct Arguments {
    /// The tables; all of them unless some are named
    #[arg(value_name = "TABLE")]
    tables: Vec<Table>,
}

/// The comparisons.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// Bodies, decoded and encoded by the models of others and by ours, in one process
    Models,
    /// Our descriptions, taken through other generators and through ours
    Generators,
    /// Programs that send one invitation and list users, built from nothing
    Weight,
}

impl Table {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Prints the table.
    fn print(self, root: &Utf8Path) -> Result<Outcome> {
        if self == Self::Generators {
            let spec = root.join("spec");
            return corpus::prove(&[spec.as_str(), "--only", "openapi.yaml", "--peers"]);
        }
        let manifest = root.join("tests/peers/Cargo.toml");
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--quiet", "--release", "--package", &self.name()]);
        command.args(["--manifest-path", manifest.as_str()]);
        let status = command.status().context("cargo cannot be started")?;
        Ok(if status.success() { Outcome::Well } else { Outcome::Broken })
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let tables = match arguments.tables.as_slice() {
        [] => Table::value_variants(),
        some => some,
    };
    let root = tree::root()?;
    for table in tables {
        let name = table.name();
        shell::status("Comparing", &name);
        shell::print(&format!("## {name}\n\n"));
        if !matches!(table.print(&root)?, Outcome::Well) {
            shell::error(&format!("there is no table of {name}: see above"));
            return Ok(Outcome::Broken);
        }
        shell::print("\n");
    }
    Ok(Outcome::Well)
}
