//! `cargo xtask mutants`: whether the tests notice a change of the code.
//!
//! In come the files that decide what becomes of a body, a call or a description; out goes a table
//! of the mutants that the tests caught. It never changes a file of the work tree: mutants live in
//! a copy under `target/mutation/`, whose build folder is kept from run to run.

mod group;
mod table;
mod working_copy;

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;
use guestlist::shell;
use serde::Deserialize;

use self::group::{GROUPS, Group, is_under};
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
  cargo xtask mutants                                    a sample of 200: about an hour on two cores
  cargo xtask mutants --seed 7                           another sample
  cargo xtask mutants --group calls                      the part of the sample that is of calls
  cargo xtask mutants --files crates/runtime/src/json/wire/choice.rs --sample 0
                                                         all mutants of one file

Exit codes: 0 at least 95 % were caught, 1 fewer were.")]
pub(crate) struct Arguments {
    /// Only the mutants of these files or folders
    #[arg(long, value_name = "PATH", num_args = 1..)]
    files: Vec<String>,

    /// How many mutants to run at most, of all groups together; 0 for all
    #[arg(long, value_name = "COUNT", default_value_t = 200)]
    sample: usize,

    /// Which sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,

    /// Of the sample, only the mutants of one group, as the table names it
    #[arg(long, value_name = "NAME", value_parser = GROUPS.map(|group| group.name))]
    group: Option<String>,

    /// Only list the mutants that would run
    #[arg(long)]
    list: bool,
}

/// The share of viable mutants that has to be caught, in percent.
const WANTED: f64 = 95.0;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = tree::root()?;
    if !is_installed() {
        bail!("cargo-mutants is not installed: run `cargo install cargo-mutants --locked`");
    }
    let mut mutants = Vec::new();
    for group in &GROUPS {
        mutants.extend(list(&root, group)?);
    }
    mutants.retain(|mutant| arguments.wants(&mutant.file));
    if mutants.is_empty() {
        bail!("no mutants in these files: give files or folders of {}", folders());
    }
    let of = mutants.len();
    let mut chosen = sample(mutants, arguments.sample, arguments.seed);
    if let Some(name) = &arguments.group {
        let groups: Vec<&Group> = GROUPS.iter().filter(|group| group.name == name).collect();
        chosen.retain(|mutant| groups.iter().any(|group| group.guards(&mutant.file)));
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
            shell::status("Testing", &format!("{}: {} mutants", group.name, names.len()));
            table.add(group.name, copy.test(group, &names)?);
        }
    }
    shell::print(&table.to_string());
    Ok(if table.caught() >= WANTED { Outcome::Well } else { Outcome::Broken })
}

impl Arguments {
    fn wants(&self, file: &str) -> bool {
        self.files.is_empty() || self.files.iter().any(|path| is_under(file, path))
    }
}

fn folders() -> String {
    let files: Vec<&str> = GROUPS.iter().flat_map(|group| group.files).copied().collect();
    files.join(", ")
}

/// A change of the code, as `cargo mutants --list` names it.
#[derive(Deserialize)]
struct Mutant {
    name: String,
    file: String,
}

/// The mutants of a group's files.
fn list(root: &Utf8Path, group: &Group) -> Result<Vec<Mutant>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["mutants", "--list", "--json", "--package", group.package]).current_dir(root);
    for file in group.files {
        let glob = if file.ends_with(".rs") { (*file).to_owned() } else { format!("{file}/**") };
        command.args(["--file", &glob]);
    }
    let output = command.output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("`cargo mutants --list` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("`cargo mutants --list` printed no list")
}

/// So many of the mutants, in the order of the source. The same seed gives the same sample.
fn sample(mut mutants: Vec<Mutant>, most: usize, seed: u64) -> Vec<Mutant> {
    if most > 0 && most < mutants.len() {
        fastrand::Rng::with_seed(seed).shuffle(&mut mutants);
        mutants.truncate(most);
        mutants.sort_by(|one, other| one.name.cmp(&other.name));
    }
    mutants
}

fn is_installed() -> bool {
    let output = Command::new(env!("CARGO")).args(["mutants", "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}
