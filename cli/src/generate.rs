//! `guestlist generate`: making a standalone crate from a document.

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{
    Diagnostic, Files, Input, Progress, Report, compile_document, compile_document_partial, visible,
};

pub use crate::arguments::Arguments;
use crate::choices::chosen::Choices;
use crate::document::Document;
use crate::outcome::Outcome;
use crate::package::{self, LEFT_OUT, Package};
use crate::target::{self, Dependency, Target};
use crate::write::Plan;
use crate::{choices, crate_name, progress, report, runtime, shell};

/// A crate to be generated.
struct Job {
    out: Utf8PathBuf,
    name: String,
    choices: Choices,
    target: Target,
    force: bool,
}

impl Job {
    fn of(arguments: &Arguments) -> Result<Self> {
        let here = Utf8Path::new(".");
        let out = match &arguments.out {
            Some(out) => out.clone(),
            None if choices::is_made(here) => here.to_owned(),
            None => bail_without_out(arguments)?,
        };
        let choices = choices::find(arguments, &out)?;
        let name = name(arguments, &out)?;
        let target = Target::find(&out, &name, choices.runtime.as_ref(), arguments.force)?;
        Ok(Self { out, name, choices, target, force: arguments.force })
    }
}

/// Runs the command, and returns whether all was well. Faults outside the document are errors.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let started = Instant::now();
    let job = Job::of(arguments)?;
    let choices = &job.choices;
    let document = Document::open(choices)?;
    let forgotten = choices::forgotten(choices, &job.out);
    if !forgotten.is_empty() {
        let options = forgotten.join("`, `");
        let text =
            format!("`{options}` of an earlier run; without `--spec` it would be done again");
        shell::notice("Dropping", &text);
    }
    shell::status("Compiling", choices.shown_spec());
    let progress = Progress::new();
    let input = document.input().watched(&progress);
    let compiled = progress::watch(&progress, || compile_input(input, choices.partial));
    let (files, left_out) = match compiled {
        Ok(compiled) => compiled,
        Err(found) => {
            report::show(&found);
            let problems = shell::counted(found.problems().len(), "problem");
            shell::error(&format!("{problems} in {}; nothing was written", choices.shown_spec()));
            if let Some(hint) = partial_hint(choices, &document) {
                shell::notice("Hint", &hint);
            }
            return Ok(Outcome::Broken);
        }
    };
    let warnings = files.notes().warnings().count();
    if arguments.deny_warnings && warnings > 0 {
        report::show_denied(files.notes());
        let warnings = shell::counted(warnings, "warning");
        let spec = choices.shown_spec();
        shell::error(&format!("{warnings} in {spec} and `--deny-warnings`; nothing was written"));
        return Ok(Outcome::Broken);
    }
    report::show(files.notes());
    for note in &left_out {
        shell::notice("Left out", &visible(&format!("{}: {}", note.location, note.message)));
    }
    let plans = Plans::of(&job, &files)?;
    if files.left_out().is_some() && !names_left_out(&job) {
        let line = format!("#![doc = include_str!(\"generated/{LEFT_OUT}\")]");
        let text = format!("add `{line}` to src/lib.rs, and the front page names what is left out");
        shell::notice("Hint", &text);
    }
    let outcome = if arguments.check { plans.compare(&job) } else { plans.carry_out(&job)? };
    let counts = files.counts();
    let (name, operations, models) = (&job.name, counts.operations, counts.models);
    let seconds = started.elapsed().as_secs_f64();
    let chosen = match counts.selected_from {
        Some(all) => format!(" of {all}"),
        None => String::new(),
    };
    let mut end =
        format!("`{name}`: {operations}{chosen} operations, {models} models in {seconds:.2}s");
    if !left_out.is_empty() {
        end.push_str(&format!(", {} left out", left_out.len()));
    }
    shell::status("Finished", &end);
    Ok(outcome)
}

/// The changes for a crate.
struct Plans {
    own: Plan,
    /// The changes for a runtime outside the crate's folder.
    shared: Option<Plan>,
    /// The number of files of the runtime.
    runtime: usize,
}

impl Plans {
    fn of(job: &Job, files: &Files) -> Result<Self> {
        let mut own = plan_crate(job, files)?;
        let (mut shared, mut changed) = (None, 0);
        if let Dependency::Folder { here, .. } = &job.target.runtime {
            if here.starts_with(&job.out) {
                changed = runtime::plan(&mut own, here)?;
            } else {
                let mut plan = Plan::below(here);
                changed = runtime::plan(&mut plan, here)?;
                shared = Some(plan);
            }
        }
        Ok(Self { own, shared, runtime: changed })
    }

    fn all(&self) -> impl Iterator<Item = &Plan> {
        std::iter::once(&self.own).chain(&self.shared)
    }

    fn changed(&self) -> usize {
        self.all().map(|plan| plan.paths().count()).sum()
    }

    /// Lists the files that would be written.
    fn compare(&self, job: &Job) -> Outcome {
        if self.changed() == 0 {
            shell::status("Fresh", job.out.as_str());
            return Outcome::Well;
        }
        let stale = self.all().flat_map(|plan| &plan.changed).map(|(path, _)| ("Stale", path));
        let orphans = self.all().flat_map(|plan| &plan.orphans).map(|path| ("Orphaned", path));
        for (verb, path) in stale.chain(orphans) {
            shell::notice(verb, path.as_str());
        }
        shell::error(&format!(
            "{} is stale: run `guestlist generate` and commit the result",
            job.out
        ));
        Outcome::Stale
    }

    fn carry_out(self, job: &Job) -> Result<Outcome> {
        let changed = self.changed();
        if let Dependency::Folder { here, .. } = &job.target.runtime
            && self.runtime > 0
        {
            let verb = if here.exists() { "Renewing" } else { "Adding" };
            let (runtime, version) = (runtime::NAME, env!("CARGO_PKG_VERSION"));
            shell::status(
                verb,
                &format!("{here} ({runtime} {version}, {})", shell::counted(self.runtime, "file")),
            );
        }
        let verb = if changed == 0 { "Fresh" } else { "Writing" };
        let told = if changed == 0 {
            "nothing changed".to_owned()
        } else {
            shell::counted(changed, "file")
        };
        if let Some(shared) = self.shared {
            shared.apply()?;
        }
        self.own.apply()?;
        shell::status(verb, &format!("{} ({told})", job.out));
        Ok(Outcome::Well)
    }
}

/// A hint about how much `--partial` would generate from a document with problems, if anything.
fn partial_hint(choices: &Choices, document: &Document) -> Option<String> {
    if choices.partial {
        return None;
    }
    let (files, _) = compile_input(document.input(), true).ok()?;
    let (made, described) = (files.counts().operations, files.counts().described);
    (made > 0).then(|| {
        let operations = if described == 1 { "operation" } else { "operations" };
        format!("`--partial` makes {made} of {described} {operations} and says what it leaves out")
    })
}

/// Compiles a document to files, and notes on what was left out.
///
/// # Errors
///
/// A report of everything that is wrong with the document.
pub fn compile(spec: &Utf8Path, partial: bool) -> Result<(Files, Vec<Diagnostic>), Report> {
    compile_input(spec.into(), partial)
}

fn compile_input(input: Input<'_>, partial: bool) -> Result<(Files, Vec<Diagnostic>), Report> {
    if !partial {
        return Ok((compile_document(input)?, Vec::new()));
    }
    let (files, left_out) = compile_document_partial(input)?;
    Ok((files, left_out.problems().to_vec()))
}

/// Writes the crate of a compiled document, and returns how many files changed.
///
/// # Errors
///
/// When a name or a folder cannot be used, or a file cannot be written; nothing was written then.
pub fn write(arguments: &Arguments, files: &Files) -> Result<usize> {
    let job = Job::of(arguments)?;
    let plans = Plans::of(&job, files)?;
    let changed = plans.changed();
    if let Some(shared) = plans.shared {
        shared.apply()?;
    }
    plans.own.apply()?;
    Ok(changed)
}

/// Names the folder that is missing.
fn bail_without_out(arguments: &Arguments) -> Result<Utf8PathBuf> {
    let missing = match arguments.spec {
        Some(_) => "give the crate a folder with `--out DIR`",
        None => {
            "give a document with `--spec FILE` and a folder with `--out DIR`, or run this in the \
             folder of a crate that `guestlist generate` made"
        }
    };
    anyhow::bail!(missing)
}

/// The name of the crate: as given, or that in its manifest, or that of the folder.
fn name(arguments: &Arguments, out: &Utf8Path) -> Result<String> {
    let known = || crate::manifest::name_of(out).filter(|_| choices::is_made(out));
    let folder = || {
        let out = crate::paths::absolute(out).ok()?;
        out.file_name().map(str::to_owned)
    };
    let name = arguments.name.clone().or_else(known).or_else(folder);
    let name = name.context("give the crate a name with `--name`")?;
    crate_name::check(&name)?;
    Ok(name)
}

fn plan_crate(job: &Job, files: &Files) -> Result<Plan> {
    let Job { out, name, choices, target, force } = job;
    let file = match choices.shown_spec() {
        shown if choices.is_piped() => shown,
        shown => Utf8Path::new(shown).file_name().unwrap_or(shown),
    };
    let package = Package { name, out, file, choices, target, files };
    let mut plan = Plan::below(out);
    for (path, content) in package::by_hand(&package)? {
        let path = out.join(path);
        if *force || !path.exists() {
            plan.file(path, content);
        }
    }
    if !force {
        complete_manifest(&mut plan, &out.join("Cargo.toml"), &package)?;
    }
    plan.folder(&out.join("src/generated"), package::generated(&package))?;
    let documented = out.join(package::DOCUMENTED);
    if target::is_ours(&documented.join("main.rs")) || !documented.exists() {
        plan.folder(&documented, package::documented(&package))?;
    }
    Ok(plan)
}

/// Whether the front page shows the list of omissions, or will once it is written.
fn names_left_out(job: &Job) -> bool {
    let front = fs::read_to_string(job.out.join("src/lib.rs"));
    front.map_or(true, |front| front.contains(&format!("generated/{LEFT_OUT}")))
}

/// Adds missing dependencies of the code to a manifest that is kept.
fn complete_manifest(plan: &mut Plan, path: &Utf8Path, package: &Package<'_>) -> Result<()> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(()) };
    let completed = package::completed(&text, package);
    let why = || format!("{path} is not a manifest that cargo can read");
    if let Some(text) = completed.with_context(why)? {
        plan.file(path.to_owned(), text);
    }
    Ok(())
}
