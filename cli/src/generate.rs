//! `guestlist generate`: a document to a crate that stands alone.

use std::time::Instant;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{
    Diagnostic, Files, Report, compile_document, compile_document_partial, visible,
};

use crate::place::{self, Place};
use crate::write::Plan;
use crate::{crate_name, package, report, shell};

/// Makes a client crate from an OpenAPI document.
///
/// The crate has a manifest, a README, a front page, examples and the generated code. Nothing is
/// written unless the whole document compiles, a file whose content is already right is not
/// touched, and what people have written stays: a second run renews `src/generated/` and
/// `examples/documented/`, and adds what is missing.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  generate --spec petstore.yaml --out petstore            the crate `petstore`
  generate --spec api.json --out clients/api --name acme  the crate `acme`
  generate --spec api.json --out api --partial            what can be made, and a list of the rest
  generate --spec api.json --out api --force              manifest and front page anew as well

Then, in the folder: cargo run --example first_call

Exit codes: 0 all is well, 1 something is broken and nothing was written.")]
pub struct Arguments {
    /// The OpenAPI document, in YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub spec: Utf8PathBuf,

    /// The folder of the crate: new, empty, or made by this command before
    #[arg(long, value_name = "DIR")]
    pub out: Utf8PathBuf,

    /// The name of the crate; that of the folder unless given
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,

    /// Leaves out what cannot be made, and lists it
    #[arg(long)]
    pub partial: bool,

    /// The folder of `guestlist-runtime`, to depend on in place of the registry's
    #[arg(long, value_name = "PATH")]
    pub runtime: Option<Utf8PathBuf>,

    /// Writes manifest, README, front page and examples anew, though they are there
    #[arg(long)]
    pub force: bool,
}

/// Runs the command, and tells whether all was well. What is not the document's fault is an error.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn run(arguments: &Arguments) -> Result<bool> {
    let started = Instant::now();
    let name = name(arguments)?;
    let place = Place::find(arguments, name)?;
    shell::status("Compiling", arguments.spec.as_str());
    let (files, left_out) = match compile(&arguments.spec, arguments.partial) {
        Ok(compiled) => compiled,
        Err(found) => {
            report::show(&found);
            let count = found.problems().len();
            let problems = if count == 1 { "1 problem" } else { &format!("{count} problems") };
            shell::error(&format!("{problems} in {}; nothing was written", arguments.spec));
            return Ok(false);
        }
    };
    report::show_notes(files.notes());
    for note in &left_out {
        shell::notice("Left out", &visible(&format!("{}: {}", note.place, note.message)));
    }
    let changed = write_crate(arguments, name, &place, &files)?;
    let verb = if changed == 0 { "Fresh" } else { "Writing" };
    let files_changed = match changed {
        0 => "nothing changed".to_owned(),
        1 => "1 file".to_owned(),
        some => format!("{some} files"),
    };
    shell::status(verb, &format!("{} ({files_changed})", arguments.out));
    let counts = files.counts();
    let (operations, models) = (counts.operations, counts.models);
    let seconds = started.elapsed().as_secs_f64();
    let mut end = format!("`{name}`: {operations} operations, {models} models in {seconds:.2}s");
    if !left_out.is_empty() {
        end.push_str(&format!(", {} left out", left_out.len()));
    }
    shell::status("Finished", &end);
    Ok(true)
}

/// Compiles a document: the files, and what was left out of them.
///
/// # Errors
///
/// A report of all that is wrong with the document.
pub fn compile(spec: &Utf8Path, partial: bool) -> Result<(Files, Vec<Diagnostic>), Report> {
    if !partial {
        return Ok((compile_document(spec)?, Vec::new()));
    }
    let (files, left_out) = compile_document_partial(spec)?;
    Ok((files, left_out.problems().to_vec()))
}

/// Writes the crate of a document that is compiled, and tells how many files changed.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn write(arguments: &Arguments, files: &Files) -> Result<usize> {
    let name = name(arguments)?;
    write_crate(arguments, name, &Place::find(arguments, name)?, files)
}

fn name(arguments: &Arguments) -> Result<&str> {
    let name = arguments.name.as_deref().or_else(|| arguments.out.file_name());
    let name = name.context("give the crate a name with `--name`")?;
    crate_name::check(name)?;
    Ok(name)
}

fn write_crate(arguments: &Arguments, name: &str, place: &Place, files: &Files) -> Result<usize> {
    let file = arguments.spec.file_name().unwrap_or(arguments.spec.as_str());
    let package = package::Package { name, file, place, files };
    let mut plan = Plan::below(&arguments.out);
    for (path, content) in package.by_hand() {
        let path = arguments.out.join(path);
        if arguments.force || !path.exists() {
            plan.file(path, content);
        }
    }
    plan.folder(&arguments.out.join("src/generated"), package.generated())?;
    let documented = arguments.out.join(package::DOCUMENTED);
    if place::is_ours(&documented.join("main.rs")) || !documented.exists() {
        plan.folder(&documented, package.documented())?;
    }
    let changed = plan.changed.len() + plan.orphans.len();
    plan.apply()?;
    Ok(changed)
}
