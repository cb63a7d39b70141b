//! The cost of compiling generated code, compared with openapi-to-rust.
//!
//! The table has the seconds of processor time for `cargo check` and for a release build of the generated
//! crate, with its dependencies already built. Our runtime, which is the same for all documents, has its own
//! column. No program is run. A dash means that the other generator's code does not compile.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::execution::supervise::run as watch;
use guestlist::shell;

use super::{GENERATORS, Peer, arguments, layout, openapi_to_rust, succeed, tool};
use crate::documents::Document;
use crate::proof::{Proof, slug};

/// How a crate is built.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Build {
    /// `cargo check`
    Check,
    /// `cargo build --release`
    Release,
}

impl Build {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// The time that a build may take.
const LIMIT: Duration = Duration::from_secs(3600);

/// Compares the builds, and returns the table.
///
/// # Errors
///
/// When a generator or our code cannot be built, or the system does not report processor times.
pub fn run(proof: &Proof, documents: &[Document], build: Build) -> Result<String> {
    let programs = [tool(proof)?, openapi_to_rust(proof)?];
    let generators = [GENERATORS[0], GENERATORS[2]];
    let mut text =
        "| document | guestlist, CPU s | its runtime | openapi-to-rust, CPU s | ratio | with the runtime |\n\
         |---|---|---|---|---|---|\n"
            .to_owned();
    for document in documents {
        let [ours, theirs] = [0, 1].map(|index| {
            let (generator, program) = (generators[index], &programs[index]);
            shell::status("Building", &format!("{} ({})", document.name, name(generator)));
            let crate_folder = made(proof, (generator, program), document)?;
            taken_by(proof, &crate_folder, build)
        });
        let ours = ours?;
        let beside = match &theirs {
            Ok(theirs) => {
                let theirs = theirs.code.max(0.01);
                let ratios = [ours.code, ours.code + ours.runtime].map(|seconds| seconds / theirs);
                format!("{theirs:.1} | {:.2} | {:.2}", ratios[0], ratios[1])
            }
            // Not all of its code compiles.
            Err(error) => {
                shell::status("Failed", error.to_string().lines().next().unwrap_or_default());
                "- | - | -".to_owned()
            }
        };
        let _ = writeln!(
            text,
            "| `{}` | {:.1} | {:.1} | {beside} |",
            document.name, ours.code, ours.runtime
        );
    }
    Ok(text)
}

/// The seconds of processor time for a crate, and for its runtime.
struct Taken {
    code: f64,
    runtime: f64,
}

fn name(generator: Option<Peer>) -> &'static str {
    if generator.is_none() { "guestlist" } else { "openapi-to-rust" }
}

/// The folder of the crate that a generator makes from a document.
fn made(
    proof: &Proof,
    (generator, program): (Option<Peer>, &Utf8Path),
    document: &Document,
) -> Result<Utf8PathBuf> {
    let folder =
        proof.home.join("builds").join(format!("{}-{}", slug(&document.name), name(generator)));
    layout::clear(&folder)?;
    layout::make(&folder.join("src"))?;
    let crate_folder = match generator {
        None => folder.join("ours"),
        Some(_) => folder.clone(),
    };
    let out = if generator.is_some() { folder.join("src") } else { folder.clone() };
    let mut command = Command::new(program);
    command.args(arguments(generator, document, &out));
    if generator.is_none() {
        // A copy of the runtime, as in a generated crate outside this workspace.
        command.args(["--runtime", crate_folder.join("runtime").as_str()]);
    }
    succeed(&mut command)?;
    if generator.is_some() {
        let dependencies = fs::read_to_string(folder.join("src/generated/REQUIRED_DEPS.toml"))?;
        let head = "[package]\nname = \"theirs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n";
        write(&folder.join("Cargo.toml"), &format!("{head}{dependencies}"))?;
        write(&folder.join("src/lib.rs"), "mod generated;\npub use generated::*;\n")?;
    }
    let lock = fs::read_to_string(proof.root.join("Cargo.lock"))?;
    write(&crate_folder.join("Cargo.lock"), &lock)?;
    Ok(crate_folder)
}

/// The processor times of a build, with the crate's dependencies already built.
fn taken_by(proof: &Proof, folder: &Utf8Path, build: Build) -> Result<Taken> {
    let root = folder.join("src/lib.rs");
    let code = fs::read_to_string(&root)?;
    write(&root, "")?;
    cargo(proof, folder, build)?;
    let runtime = folder.join("runtime/src/lib.rs");
    let runtime = match runtime.exists() {
        true => {
            write(&runtime, &fs::read_to_string(&runtime)?)?;
            seconds_of(|| cargo(proof, folder, build))?
        }
        false => 0.0,
    };
    write(&root, &code)?;
    Ok(Taken { code: seconds_of(|| cargo(proof, folder, build))?, runtime })
}

/// The processor time of the processes that a function starts and waits for.
fn seconds_of(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let before = processor_seconds()?;
    work()?;
    Ok(processor_seconds()? - before)
}

fn cargo(proof: &Proof, folder: &Utf8Path, build: Build) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command.args(build.arguments()).args(["--quiet", "--lib"]).current_dir(folder);
    command.env("CARGO_TARGET_DIR", proof.home.join("builds/target")).env_remove("RUSTFLAGS");
    let ended = watch(&mut command, None, LIMIT)?;
    if ended.fault.is_some() {
        bail!("{folder} is not built:\n{}", ended.errors);
    }
    Ok(())
}

/// The processor time of all processes that this one has waited for, as reported by the Linux kernel in
/// hundredths of a second.
fn processor_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("this needs the /proc of Linux")?;
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<u32>);
    let ticks: Vec<u32> = ticks.collect::<Result<_, _>>().context("/proc/self/stat is odd")?;
    Ok(f64::from(ticks.iter().sum::<u32>()) / 100.0)
}

#[expect(clippy::disallowed_methods, reason = "what is written here is temporary")]
fn write(path: &Utf8Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{path} cannot be written"))
}
