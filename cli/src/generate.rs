//! `guestlist generate`: a document to a crate that stands alone.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use camino::Utf8Path;
use guestlist_codegen::{
    Diagnostic, Files, Input, Report, compile_document, compile_document_partial, visible,
};

pub use crate::arguments::Arguments;
use crate::package::{self, Package};
use crate::target::{self, Target};
use crate::write::Plan;
use crate::{crate_name, report, shell};

/// Runs the command, and tells whether all was well. What is not the document's fault is an error.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn run(arguments: &Arguments) -> Result<bool> {
    let started = Instant::now();
    let name = name(arguments)?;
    let target = Target::find(arguments, name)?;
    check_root(arguments)?;
    shell::status("Compiling", arguments.spec.as_str());
    let (files, left_out) = match compile_input(input(arguments), arguments.partial) {
        Ok(compiled) => compiled,
        Err(found) => {
            report::show(&found);
            let count = found.problems().len();
            let problems = if count == 1 { "1 problem" } else { &format!("{count} problems") };
            shell::error(&format!("{problems} in {}; nothing was written", arguments.spec));
            if let Some(hint) = partial_hint(arguments) {
                shell::notice("Hint", &hint);
            }
            return Ok(false);
        }
    };
    let warnings = files.notes().warnings().count();
    if arguments.deny_warnings && warnings > 0 {
        report::show_denied(files.notes());
        let warnings = if warnings == 1 { "1 warning" } else { &format!("{warnings} warnings") };
        let spec = &arguments.spec;
        shell::error(&format!("{warnings} in {spec} and `--deny-warnings`; nothing was written"));
        return Ok(false);
    }
    report::show(files.notes());
    for note in &left_out {
        shell::notice("Left out", &visible(&format!("{}: {}", note.location, note.message)));
    }
    let changed = write_crate(arguments, name, &target, &files)?;
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

/// How much `--partial` would make of a document that has problems, where it makes anything.
fn partial_hint(arguments: &Arguments) -> Option<String> {
    if arguments.partial {
        return None;
    }
    let (files, _) = compile_input(input(arguments), true).ok()?;
    let (made, described) = (files.counts().operations, files.counts().described);
    (made > 0).then(|| {
        let operations = if described == 1 { "operation" } else { "operations" };
        format!("`--partial` makes {made} of {described} {operations} and says what it leaves out")
    })
}

/// Compiles a document: the files, and what was left out of them.
///
/// # Errors
///
/// A report of all that is wrong with the document.
pub fn compile(spec: &Utf8Path, partial: bool) -> Result<(Files, Vec<Diagnostic>), Report> {
    compile_input(spec.into(), partial)
}

/// The folder of `--root` is around the document.
fn check_root(arguments: &Arguments) -> Result<()> {
    let Some(root) = &arguments.root else { return Ok(()) };
    let real = root.canonicalize_utf8();
    let real = real.with_context(|| format!("`--root {root}` is not a folder that can be read"))?;
    // A document that is not there has a report of its own.
    let is_inside =
        arguments.spec.canonicalize_utf8().map_or(true, |document| document.starts_with(&real));
    ensure!(is_inside, "`--root {root}` is not a folder around {}", arguments.spec);
    Ok(())
}

fn input(arguments: &Arguments) -> Input<'_> {
    let input = Input::from(&arguments.spec);
    arguments.root.as_ref().map_or(input, |root| input.below(root))
}

fn compile_input(input: Input<'_>, partial: bool) -> Result<(Files, Vec<Diagnostic>), Report> {
    if !partial {
        return Ok((compile_document(input)?, Vec::new()));
    }
    let (files, left_out) = compile_document_partial(input)?;
    Ok((files, left_out.problems().to_vec()))
}

/// Writes the crate of a document that is compiled, and tells how many files changed.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn write(arguments: &Arguments, files: &Files) -> Result<usize> {
    let name = name(arguments)?;
    write_crate(arguments, name, &Target::find(arguments, name)?, files)
}

fn name(arguments: &Arguments) -> Result<&str> {
    let name = arguments.name.as_deref().or_else(|| arguments.out.file_name());
    let name = name.context("give the crate a name with `--name`")?;
    crate_name::check(name)?;
    Ok(name)
}

fn write_crate(arguments: &Arguments, name: &str, target: &Target, files: &Files) -> Result<usize> {
    let file = arguments.spec.file_name().unwrap_or(arguments.spec.as_str());
    let package = Package { name, file, target, files };
    let mut plan = Plan::below(&arguments.out);
    for (path, content) in package::by_hand(&package) {
        let path = arguments.out.join(path);
        if arguments.force || !path.exists() {
            plan.file(path, content);
        }
    }
    if !arguments.force {
        complete_manifest(&mut plan, &arguments.out.join("Cargo.toml"), &package)?;
    }
    plan.folder(&arguments.out.join("src/generated"), package::generated(&package))?;
    let documented = arguments.out.join(package::DOCUMENTED);
    if target::is_ours(&documented.join("main.rs")) || !documented.exists() {
        plan.folder(&documented, package::documented(&package))?;
    }
    let changed = plan.changed.len() + plan.orphans.len();
    plan.apply()?;
    Ok(changed)
}

/// Adds to a manifest that is kept what the code needs by now and it lacks.
fn complete_manifest(plan: &mut Plan, path: &Utf8Path, package: &Package<'_>) -> Result<()> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(()) };
    let completed = package::completed(&text, package);
    let why = || format!("{path} is not a manifest that cargo can read");
    if let Some(text) = completed.with_context(why)? {
        plan.file(path.to_owned(), text);
    }
    Ok(())
}
