//! Comparison with other generators: the same documents, the same instances, one run.
//!
//! `tests/peers/README.md` says how each generator is run.

pub mod builds;
mod layout;
mod types;

use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::shell;

use crate::documents::{Document, read};
use crate::proof::{Proof, limited, slug};
use crate::row::{Row, median};
use crate::trip::{Load, Outcome, program, travel};
use crate::workspace::Workspace;
use guestlist::execution::schema::Oracle;
use guestlist::execution::supervise::{Fault, run as watch};

/// The version of openapi-to-rust in the comparison.
const OPENAPI_TO_RUST: &str = "0.23.0";

/// Another generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    Progenitor,
    OpenapiToRust,
}

/// Ours, and the others.
const GENERATORS: [Option<Peer>; 3] = [None, Some(Peer::Progenitor), Some(Peer::OpenapiToRust)];

/// The result of a generator for a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    /// `yes`, `no`, `panic` or `hung`.
    pub(crate) outcome: &'static str,
    pub(crate) seconds: f64,
    pub(crate) compiled: Option<bool>,
    pub(crate) trip: Option<Outcome>,
    /// The text of the generator, or else the compiler, about the first error.
    pub(crate) error: Option<String>,
}

/// The number of rounds in which each generator runs on a document.
const ROUNDS: usize = 15;

/// Compares the generators, and returns the table.
///
/// # Errors
///
/// When a generator cannot be built or started.
pub fn run(proof: &Proof, documents: &[Document], into: Option<&Utf8Path>) -> Result<String> {
    let proof = Proof { compile: true, ..proof.clone() };
    let programs = [tool(&proof)?, progenitor(&proof)?, openapi_to_rust(&proof)?];
    let mut rows = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let count = format!("{} ({}/{})", document.name, index + 1, documents.len());
        shell::status("Comparing", &count);
        let seconds = times(&proof, &programs, document)?;
        let mut all = Vec::new();
        for ((generator, program), seconds) in GENERATORS.into_iter().zip(&programs).zip(seconds) {
            let made = match generator {
                None => ours(&proof, document)?,
                Some(peer) => theirs(&proof, (peer, program), document)?,
            };
            all.push(Made { seconds, ..made });
        }
        rows.push((document.name.clone(), all));
    }
    let text = layout::markdown(&rows);
    if let Some(file) = into {
        layout::put(file, &text)?;
    }
    Ok(text)
}

/// The seconds of each generator as a whole process, each time into a new folder: the median of interleaved
/// rounds.
fn times(proof: &Proof, programs: &[Utf8PathBuf; 3], document: &Document) -> Result<Vec<f64>> {
    let timed = timed_in(proof);
    layout::clear(&timed)?;
    let mut seconds = vec![Vec::new(); programs.len()];
    for round in 0..ROUNDS {
        for (index, (generator, program)) in GENERATORS.into_iter().zip(programs).enumerate() {
            let out = timed.join(format!("{index}-{round}"));
            layout::make(&out)?;
            let arguments = arguments(generator, document, &out);
            let mut command = limited(program, &arguments, proof.memory_kb);
            seconds[index].push(watch(&mut command, None, proof.limit)?.seconds);
        }
    }
    layout::clear(&timed)?;
    Ok(seconds.iter().map(|all| median(all)).collect())
}

/// The arguments with which a generator (ours if `None`) writes a document's code into a folder.
fn arguments(generator: Option<Peer>, document: &Document, folder: &Utf8Path) -> Vec<String> {
    let spec = document.path.as_str();
    let (arguments, name) = match generator {
        None => (vec!["generate", "--name", "ours", "--spec", spec, "--out"], "ours"),
        Some(Peer::Progenitor) => (vec![spec], "lib.rs"),
        Some(Peer::OpenapiToRust) => {
            (vec!["generate", spec, "--quiet", "--output-dir"], "generated")
        }
    };
    let out = folder.join(name).into_string();
    arguments.into_iter().map(str::to_owned).chain([out]).collect()
}

/// The folder for code that is only timed: an in-memory folder if the system has one, because a file system
/// creates files more slowly where many were just removed.
fn timed_in(proof: &Proof) -> Utf8PathBuf {
    let memory = Utf8Path::new("/dev/shm");
    let name = format!("guestlist-timed-{}", std::process::id());
    if memory.is_dir() { memory.join(name) } else { proof.home.join(name) }
}

/// The result of our generator for a document.
fn ours(proof: &Proof, document: &Document) -> Result<Made> {
    let row: Row = Proof { times: 1, ..proof.clone() }.of(document)?;
    let outcome = match row.outcome.as_str() {
        "whole" | "partial" => "yes",
        "refused" => "no",
        "hung" => "hung",
        _ => "panic",
    };
    Ok(Made {
        outcome,
        compiled: row.compiled,
        trip: row.trip,
        error: row.compile_error,
        ..Made::default()
    })
}

/// The result of another generator.
fn theirs(proof: &Proof, (peer, program): (Peer, &Utf8Path), document: &Document) -> Result<Made> {
    let package = format!("{}-{}", peer.short(), slug(&document.name));
    let lock = proof.root.join("Cargo.lock");
    let workspace = Workspace::make(&proof.home, &package, Some(&lock))?;
    workspace.write("client/src/lib.rs", "")?;
    let mut made = Made::default();
    let arguments = arguments(Some(peer), document, &workspace.root.join("client/src"));
    let ended = watch(&mut limited(program, &arguments, proof.memory_kb), None, proof.limit)?;
    made.outcome = match ended.fault {
        None => "yes",
        Some(Fault::Failed) => "no",
        Some(Fault::Crashed) => "panic",
        Some(Fault::Hung) => "hung",
    };
    if made.outcome != "yes" {
        made.error = Some(ended.errors);
        return Ok(made);
    }
    peer.finish(&workspace, &package)?;
    let built = workspace.check(&package)?;
    made.compiled = Some(built.is_whole);
    if !built.is_whole {
        made.error = built.error;
        return Ok(made);
    }
    made.trip = try_instances(peer, &workspace, &package, document)?;
    Ok(made)
}

/// Decodes and encodes the instances; none if the types cannot be decoded or encoded at all.
fn try_instances(
    peer: Peer,
    workspace: &Workspace,
    package: &str,
    document: &Document,
) -> Result<Option<Outcome>> {
    let Some(value) = read(&document.path) else { return Ok(None) };
    let oracle = Oracle::of(&value);
    let types = types::of(&workspace.root.join("client/src").join(peer.models()), &oracle)?;
    if types.is_empty() {
        return Ok(None);
    }
    workspace.write("trip/src/main.rs", &program(&types, "use client::types;"))?;
    let built = workspace.build(&format!("trip-{package}"))?;
    let Some(program) = built.program.filter(|_| built.is_whole) else { return Ok(None) };
    let load = Load::of(&oracle, &types);
    travel((&program, 0), &oracle, &types, &load).map(Some)
}

impl Peer {
    fn short(self) -> &'static str {
        match self {
            Self::Progenitor => "p",
            Self::OpenapiToRust => "o",
        }
    }

    /// The file with the models, relative to the source folder.
    fn models(self) -> &'static str {
        match self {
            Self::Progenitor => "lib.rs",
            Self::OpenapiToRust => "generated/types.rs",
        }
    }

    /// Makes a crate from the generated code.
    fn finish(self, workspace: &Workspace, package: &str) -> Result<()> {
        let dependencies = match self {
            Self::Progenitor => layout::PROGENITOR_DEPENDENCIES.to_owned(),
            Self::OpenapiToRust => {
                workspace.write("client/src/lib.rs", "mod generated;\npub use generated::*;\n")?;
                let file = workspace.root.join("client/src/generated/REQUIRED_DEPS.toml");
                std::fs::read_to_string(&file).with_context(|| format!("{file} cannot be read"))?
            }
        };
        let head =
            format!("[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n");
        workspace.write("client/Cargo.toml", &format!("{head}{dependencies}"))?;
        workspace.write("trip/Cargo.toml", &crate::proof::manifest(package))?;
        workspace.write("trip/src/main.rs", "fn main() {}\n")
    }
}

/// Builds our own tool in the same way as `cargo install`.
fn tool(proof: &Proof) -> Result<Utf8PathBuf> {
    let target = proof.home.join("peers/target");
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--release", "--quiet", "--package", "guestlist"]);
    command.current_dir(&proof.root).env("CARGO_TARGET_DIR", &target);
    succeed(&mut command)?;
    Ok(target.join("release/guestlist"))
}

/// Builds plain progenitor.
fn progenitor(proof: &Proof) -> Result<Utf8PathBuf> {
    shell::status("Building", "plain progenitor");
    let target = proof.home.join("peers/target");
    let manifest = proof.root.join("tests/peers/Cargo.toml");
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--release", "--quiet", "--manifest-path", manifest.as_str()]);
    succeed(command.env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join("release/plain-progenitor"))
}

/// Installs openapi-to-rust, unless it is installed already.
fn openapi_to_rust(proof: &Proof) -> Result<Utf8PathBuf> {
    let root = proof.home.join("peers");
    let program = root.join("bin/openapi-to-rust");
    if !program.exists() {
        shell::status("Installing", &format!("openapi-to-rust {OPENAPI_TO_RUST}"));
        let wanted = format!("openapi-to-rust@{OPENAPI_TO_RUST}");
        let mut command = Command::new(env!("CARGO"));
        succeed(command.args([
            "install",
            "--locked",
            "--quiet",
            "--root",
            root.as_str(),
            &wanted,
        ]))?;
    }
    Ok(program)
}

fn succeed(command: &mut Command) -> Result<()> {
    let ended = watch(command, None, Duration::from_secs(3600))?;
    if ended.fault.is_some() {
        bail!("{command:?} failed:\n{}", ended.errors);
    }
    Ok(())
}
