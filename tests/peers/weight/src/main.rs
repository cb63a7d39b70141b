//! Builds a program that sends one invitation and lists users: by hand, with Guestlist, with the code of
//! other generators for the same description, and with the vendor's client, each from scratch, and prints the
//! cost.
//!
//! Usage: `weight [NAME …]`; all of them unless some are named.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A program: its name here, its package, its features, and the crate that is the API's.
struct Program {
    name: &'static str,
    package: &'static str,
    features: &'static str,
    api: &'static str,
}

const PROGRAMS: [Program; 8] = [
    Program { name: "by-hand", package: "by-hand", features: "", api: "" },
    Program {
        name: ASCII,
        package: "with-guestlist",
        features: "native-tls",
        api: "guestlist-datadog",
    },
    Program {
        name: "guestlist",
        package: "with-guestlist",
        features: "native-tls",
        api: "guestlist-datadog",
    },
    Program {
        name: "guestlist-all",
        package: "with-guestlist",
        features: "native-tls,all",
        api: "guestlist-datadog",
    },
    Program {
        name: "guestlist-rustls",
        package: "with-guestlist",
        features: "rustls,all",
        api: "guestlist-datadog",
    },
    Program { name: PROGENITOR, package: "with-progenitor", features: "", api: "" },
    Program { name: OPENAPI_TO_RUST, package: "with-openapi-to-rust", features: "", api: "" },
    Program {
        name: "datadog-api-client",
        package: "with-vendor",
        features: "",
        api: "datadog-api-client",
    },
];

/// The program whose lock file has the `idna_adapter` that knows hosts in ASCII only.
const ASCII: &str = "guestlist-ascii";

/// The programs whose client is generated before they are built.
const PROGENITOR: &str = "progenitor";
const OPENAPI_TO_RUST: &str = "openapi-to-rust";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, name] = &arguments[..]
        && word == "--row"
    {
        let program = PROGRAMS.iter().find(|program| program.name == name);
        println!("{}", row(program.ok_or("there is no such program")?)?);
        return Ok(());
    }
    println!(
        "| program | CPU seconds | seconds | peak memory | its API crate | binary | rebuilt |"
    );
    println!("|---|---|---|---|---|---|---|");
    for program in &PROGRAMS {
        if arguments.is_empty() || arguments.iter().any(|name| name == program.name) {
            // In a process of its own: what children have used is told of all of them at once.
            let own = std::env::current_exe()?;
            if !Command::new(own).args(["--row", program.name]).status()?.success() {
                return Err(format!("{} is not built", program.name).into());
            }
        }
    }
    Ok(())
}

/// Builds a program, and again after a touch.
fn row(program: &Program) -> Result<String> {
    let peers = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?;
    let target = peers.join("target/weight").join(program.name);
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let workspace = prepare(&peers, &target, program)?;
    let started = Instant::now();
    build(&workspace, &target, program, &["--timings"])?;
    let seconds = started.elapsed().as_secs_f64();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = (used.user_time() + used.system_time()).num_milliseconds() as f64 / 1e3;
    let memory = used.max_rss() as f64 / 1e6;
    let api = api_seconds(&target, program.api)?;
    let api = api.map_or("-".to_owned(), |seconds| format!("{seconds:.1} s"));
    let binary = fs::metadata(target.join("release").join(program.package))?.len() as f64 / 1e6;
    let folder = program.package.trim_start_matches("with-");
    let main = workspace.join("programs").join(folder).join("src/main.rs");
    fs::File::options().append(true).open(main)?.set_modified(std::time::SystemTime::now())?;
    let started = Instant::now();
    build(&workspace, &target, program, &[])?;
    let again = started.elapsed().as_secs_f64();
    Ok(format!(
        "| {} | {cpu:.0} | {seconds:.0} | {memory:.2} GB | {api} | {binary:.2} MB | {again:.1} s |",
        program.name
    ))
}

/// Makes what a program needs before it can be built, and tells the workspace that it is built in.
fn prepare(peers: &Path, target: &Path, program: &Program) -> Result<PathBuf> {
    let description = || fs::read_to_string(peers.join("../../spec/datadog/v2/openapi.yaml"));
    let source = peers.join("programs").join(program.name).join("src");
    match program.name {
        ASCII => return with_ascii_hosts(peers, target),
        PROGENITOR => fs::write(source.join("api.rs"), generators::progenitor(&description()?)?)?,
        OPENAPI_TO_RUST => {
            for file in ["client.rs", "types.rs"] {
                let code = generators::openapi_to_rust(&description()?, file)?;
                fs::write(source.join(file), code)?;
            }
        }
        _ => {}
    }
    Ok(peers.to_owned())
}

/// Makes a workspace of the program with Guestlist alone, whose lock file differs in one version.
fn with_ascii_hosts(peers: &Path, target: &Path) -> Result<PathBuf> {
    let (from, workspace) = (peers.join("programs/guestlist"), target.join("workspace"));
    let to = workspace.join("programs/guestlist");
    fs::create_dir_all(to.join("src"))?;
    fs::copy(from.join("src/main.rs"), to.join("src/main.rs"))?;
    let manifest = fs::read_to_string(from.join("Cargo.toml"))?;
    let crates = peers.join("../../crates").display().to_string();
    fs::write(to.join("Cargo.toml"), manifest.replace("../../../../crates", &crates))?;
    fs::write(
        workspace.join("Cargo.toml"),
        "[workspace]\nmembers = [\"programs/*\"]\nresolver = \"3\"\n",
    )?;
    fs::copy(peers.join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    let mut command = Command::new(env!("CARGO"));
    command.args(["update", "--quiet", "--package", "idna_adapter", "--precise", "1.0.0"]);
    succeed(command.current_dir(&workspace))?;
    Ok(workspace)
}

fn build(workspace: &Path, target: &Path, program: &Program, more: &[&str]) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--release", "--quiet", "--package", program.package]);
    command.args(["--features", program.features]).args(more).current_dir(workspace);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_PROFILE_RELEASE_STRIP", "true");
    succeed(&mut command)
}

fn succeed(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    let errors = || String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(errors().into()) }
}

/// The seconds that a crate took, of the report that cargo leaves.
fn api_seconds(target: &Path, name: &str) -> Result<Option<f64>> {
    let report = fs::read_to_string(target.join("cargo-timings/cargo-timing.html"))?;
    let units = report.split("const UNIT_DATA = ").nth(1).and_then(|rest| rest.split(";\n").next());
    let units: Vec<Value> = serde_json::from_str(units.ok_or("cargo's report has no units")?)?;
    let own = units.iter().filter(|unit| unit["name"] == name);
    Ok(own.filter_map(|unit| unit["duration"].as_f64()).reduce(f64::max))
}
