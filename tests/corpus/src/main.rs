//! `cargo xtask corpus`: testing the generator on third-party documents.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, Parser, Subcommand};
use guestlist::shell;
use guestlist_corpus::child::{self, Order};
use guestlist_corpus::peers::builds::Build;
use guestlist_corpus::proof::Proof;
use guestlist_corpus::{documents, edits, growth, peers, table};

/// Proves the generator on a folder of OpenAPI documents.
///
/// Each document is generated in a process of its own, so that a panic, a hang or hunger for
/// memory is one row of the table. With `--compile`, each crate is compiled, and instances that are
/// made from the document's own schemas are decoded and encoded again by its types.
#[derive(Parser)]
#[command(
    name = "cargo xtask corpus",
    bin_name = "cargo xtask corpus",
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo xtask corpus DIR                          generated, with time and memory
  cargo xtask corpus DIR --compile                … compiled, and instances there and back
  cargo xtask corpus DIR --compile --json -       the same as JSON
  cargo xtask corpus DIR --compile --only pet     the documents that have `pet` in their name
  cargo xtask corpus DIR --peers                  beside progenitor and openapi-to-rust
  cargo xtask corpus DIR --builds check              what the code costs to compile, beside openapi-to-rust
  cargo xtask corpus --growth                     time by the size of a document

Exit codes: 0 all is well, 1 something crashed, hung, did not compile or was lost."
)]
struct Arguments {
    #[command(subcommand)]
    hidden: Option<Hidden>,

    #[command(flatten)]
    wish: Wish,
}

#[derive(Args)]
struct Wish {
    /// The folder of documents
    #[arg(value_name = "DIR", required_unless_present = "growth")]
    folder: Option<Utf8PathBuf>,

    /// Compiles the crates, and takes instances there and back
    #[arg(long)]
    compile: bool,

    /// Leaves out what cannot be made
    #[arg(long)]
    partial: bool,

    /// Writes all that is known as JSON; `-` for the standard output
    #[arg(long, value_name = "FILE")]
    json: Option<Utf8PathBuf>,

    /// Takes only the documents whose name has this in it
    #[arg(long, value_name = "NAME")]
    only: Option<String>,

    /// Compares with other generators: see `tests/peers/README.md`
    #[arg(long)]
    peers: bool,

    /// Compares what the code of openapi-to-rust and ours costs to compile
    #[arg(long, value_name = "HOW", conflicts_with = "peers")]
    builds: Option<Build>,

    /// Puts the comparison between the markers of this file
    #[arg(long, value_name = "FILE", requires = "peers")]
    into: Option<Utf8PathBuf>,

    /// Measures documents of growing size, made from one pattern
    #[arg(long)]
    growth: bool,

    /// The seconds that a generation may take
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    limit: u64,

    /// The most memory that a generation may have, in MB
    #[arg(long, value_name = "MB", default_value_t = 8000)]
    memory: u64,
}

#[derive(Subcommand)]
enum Hidden {
    /// One generation, for the program itself
    #[command(hide = true)]
    Child {
        spec: Utf8PathBuf,
        #[arg(long)]
        out: Option<Utf8PathBuf>,
        #[arg(long)]
        name: Option<String>,
        #[arg(long)]
        runtime: Option<Utf8PathBuf>,
        #[arg(long)]
        partial: bool,
        #[arg(long, default_value_t = 1)]
        times: usize,
    },

    /// Tries the rules of `diff` with seeded edits: `cargo xtask edits`
    Edits(edits::Arguments),
}

/// The same allocator as in the tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.hidden {
        Some(Hidden::Child { spec, out, name, runtime, partial, times }) => {
            let out = out.zip(name);
            child(&Order { spec, out, runtime, partial, times })
        }
        Some(Hidden::Edits(arguments)) => run_edits(&arguments),
        None => run(&arguments.wish),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            shell::error(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}

fn child(order: &Order) -> Result<bool> {
    let generated = child::run(order)?;
    print(&serde_json::to_string(&generated)?);
    Ok(true)
}

fn run_edits(arguments: &edits::Arguments) -> Result<bool> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize_utf8()?;
    let home = root.join("target/edits");
    let tried = edits::run(arguments, &root, &home)?;
    tried.disagreements.iter().for_each(|one| shell::error(one));
    print(&tried.table());
    Ok(tried.disagreements.is_empty())
}

fn run(wish: &Wish) -> Result<bool> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize_utf8()?;
    let proof = Proof {
        compile: wish.compile,
        partial: wish.partial,
        limit: Duration::from_secs(wish.limit),
        memory_kb: wish.memory * 1000,
        times: 3,
        home: root.join("target/corpus"),
        root,
    };
    if wish.growth {
        print(&growth::table(&proof)?);
        return Ok(true);
    }
    let Some(folder) = &wish.folder else { bail!("name a folder of documents") };
    let (documents, others) = documents::find(folder, wish.only.as_deref())?;
    for name in &others {
        shell::notice("Skipping", &format!("{name} (neither `openapi` nor `swagger` in it)"));
    }
    if documents.is_empty() {
        bail!("there is no OpenAPI document in {folder}");
    }
    if let Some(build) = wish.builds {
        print(&peers::builds::run(&proof, &documents, build)?);
        return Ok(true);
    }
    if wish.peers {
        return peers::run(&proof, &documents, wish.into.as_deref()).map(|text| {
            print(&text);
            true
        });
    }
    let mut rows = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        shell::status("Proving", &format!("{} ({}/{})", document.name, index + 1, documents.len()));
        rows.push(proof.of(document)?);
    }
    let is_well = rows.iter().all(guestlist_corpus::row::Row::is_well);
    match wish.json.as_deref() {
        Some(file) => {
            let text = format!("{:#}\n", table::json(&rows));
            if file == "-" {
                print(&text);
                return Ok(is_well);
            }
            write(file, &text)?;
        }
        None => shell::tell(table::faults(&rows).trim_end()),
    }
    print(&table::text(&rows));
    if !is_well {
        shell::error("something crashed, hung, did not compile or was lost");
    }
    Ok(is_well)
}

#[expect(clippy::disallowed_methods, reason = "a report where the caller wants it")]
fn write(file: &Utf8Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{file} cannot be written"))
}

fn print(text: &str) {
    // After the reader has closed the pipe, no more lines are needed.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
