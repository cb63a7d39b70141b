//! `cargo xtask mutants`: checking that the tests notice changes of the code.
//!
//! It mutates the files that handle bodies, calls and descriptions, and prints a table of the mutants that
//! the tests caught. It never changes a file of the work tree: mutants are in a copy under
//! `target/mutation/`, whose build folder is kept from run to run.

mod excluded;
mod group;
mod mutant;
mod table;
mod working_copy;

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;
use guestlist::shell;

use self::excluded::Excluded;
use self::group::{GROUPS, Group, is_under};
use self::mutant::{Mutant, sample};
use self::table::Table;
use self::working_copy::WorkingCopy;
use crate::tree;
use guestlist::outcome::Outcome;

/// Runs `cargo mutants` with the tests that matter for each file, and prints what was caught.
///
/// Mutants that change nothing a test could see stand in `.cargo/mutants.toml`, each with its
/// reason, and are not run.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask mutants                                    samples of 90 each: about an hour on two cores
  cargo xtask mutants --seed 7                           other samples
  cargo xtask mutants --group calls                      the sample of calls
  cargo xtask mutants --files crates/runtime/src/json/wire/choice.rs --sample 0
                                                         all mutants of one file

Exit codes: 0 at least 95 % were caught, 1 fewer were.")]
pub(crate) struct Arguments {
    /// Only the mutants of these files or folders
    #[arg(long, value_name = "PATH", num_args = 1..)]
    files: Vec<String>,

    /// How many mutants to run at most, of each group; 0 for all
    #[arg(long, value_name = "COUNT", default_value_t = 90)]
    sample: usize,

    /// Which sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,

    /// Only the mutants of one group, as the table names it
    #[arg(long, value_name = "NAME", value_parser = GROUPS.map(|group| group.name))]
    group: Option<String>,

    /// Only list the mutants that would run
    #[arg(long)]
    list: bool,
}

/// The percentage of viable mutants that must be caught.
const WANTED: f64 = 95.0;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = tree::root()?;
    if !is_installed() {
        bail!("cargo-mutants is not installed: run `cargo install cargo-mutants --locked`");
    }
    let groups = GROUPS.iter().map(|group| list(&root, group)).collect::<Result<Vec<_>>>()?;
    let excluded = Excluded::read(&root)?;
    excluded.check(groups.iter().flatten())?;
    let (mut chosen, mut of) = (Vec::new(), 0);
    for (group, mut mutants) in GROUPS.iter().zip(groups) {
        mutants.retain(|mutant| arguments.wants(group, &mutant.file) && !excluded.has(mutant));
        of += mutants.len();
        chosen.extend(sample(mutants, arguments.sample, arguments.seed));
    }
    if chosen.is_empty() {
        bail!("no mutants in these files: give files or folders of {}", folders());
    }
    if arguments.list {
        chosen.iter().for_each(|mutant| shell::print(&format!("{}\n", mutant.name)));
        return Ok(Outcome::Well);
    }
    let text = format!("{} of {of} mutants (seed {})", chosen.len(), arguments.seed);
    shell::status("Testing", &text);
    let copy = WorkingCopy::make(&root)?;
    let mut table = Table::default();
    for group in &GROUPS {
        let names = chosen.iter().filter(|mutant| group.guards(&mutant.file));
        let names: Vec<&str> = names.map(|mutant| mutant.name.as_str()).collect();
        if !names.is_empty() {
            table.add(group.name, copy.test(group, &names)?);
        }
    }
    shell::print(&table.to_string());
    Ok(if table.caught() >= WANTED { Outcome::Well } else { Outcome::Broken })
}

impl Arguments {
    /// Whether the mutants of a group's file are wanted.
    fn wants(&self, group: &Group, file: &str) -> bool {
        self.group.as_deref().is_none_or(|name| group.name == name)
            && (self.files.is_empty() || self.files.iter().any(|path| is_under(file, path)))
    }
}

fn folders() -> String {
    let files: Vec<&str> = GROUPS.iter().flat_map(|group| group.files).copied().collect();
    files.join(", ")
}

/// The mutants of a group's files, including those that no test can see.
fn list(root: &Utf8Path, group: &Group) -> Result<Vec<Mutant>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["mutants", "--list", "--json", "--no-config"]).current_dir(root);
    command.args(["--package", group.package]);
    for file in group.files {
        let glob = if file.ends_with(".rs") { (*file).to_owned() } else { format!("{file}/**") };
        command.args(["--file", &glob]);
    }
    let output = command.output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("`cargo mutants --list` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mutants: Vec<Mutant> =
        serde_json::from_slice(&output.stdout).context("`cargo mutants --list` printed no list")?;
    Ok(mutants.into_iter().filter(|mutant| group.guards(&mutant.file)).collect())
}

fn is_installed() -> bool {
    let output = Command::new(env!("CARGO")).args(["mutants", "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}
