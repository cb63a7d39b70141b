//! `guestlist diff`: the effects of a changed description on those who depend on it.
//!
//! It makes one review from two documents, for a terminal, as Markdown, as a page or as JSON.
//! `guestlist-codegen` finds the changes; this module approves, counts and shows them.

pub mod approvals;
pub mod proof;
pub mod review;

mod html;
mod json;
mod markdown;
mod terminal;

use anyhow::{Context as _, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf, absolute_utf8};
use guestlist_codegen::{DiffError, diff_documents};

use crate::diff::approvals::Approvals;
use crate::diff::review::{Review, Section};
use crate::execution::bodies::Comparison;
use crate::execution::build_folder::BuildFolder;
use crate::outcome::Outcome;
use crate::write::Plan;
use crate::{execution, report, shell};

/// The default folder in which both versions are compiled.
const RUN_FOLDER: &str = "target/guestlist-diff";

/// Shows what changes from one OpenAPI document to another.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  diff old.yaml new.yaml                             for the terminal
  diff old.yaml new.yaml --format markdown           for a comment on a pull request
  diff old.yaml new.yaml --format html --out d.html  one page that needs no network
  diff old.yaml new.yaml --run                       with bodies that both versions decode and encode
  diff old.yaml new.yaml --approve 0123456789ab --reason \"nobody sent it\"

With `--run`, each change shows a body before and after: without it, nothing is compiled, and no body is
encoded. It takes as long as cargo needs for two crates, about a minute the first time.

An approval is written to `approved-changes.toml` beside the new document.

Exit codes: 0 nothing breaks, 1 a document is broken, 3 something breaks and is not approved.")]
pub struct Arguments {
    /// The document as it was
    #[arg(value_name = "OLD")]
    pub old: Utf8PathBuf,

    /// The document as it is
    #[arg(value_name = "NEW")]
    pub new: Utf8PathBuf,

    /// How the changes are shown, and where
    #[command(flatten)]
    pub output: Output,

    /// Compiles both versions in a folder, decodes and encodes bodies with both, and shows what became of them
    #[arg(
        long,
        value_name = "FOLDER",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = RUN_FOLDER
    )]
    pub run: Option<Utf8PathBuf>,

    /// Approves the change of this fingerprint
    #[arg(long, value_name = "FINGERPRINT", requires = "reason")]
    pub approve: Option<String>,

    /// Why the change is right although it breaks something
    #[arg(long, value_name = "TEXT", requires = "approve")]
    pub reason: Option<String>,
}

/// How a review is shown, and where.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Output {
    /// How the changes are shown
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// The file to write, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<Utf8PathBuf>,
}

/// How changes are shown.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A few lines for each change
    #[default]
    Terminal,
    /// For a comment on a pull request
    Markdown,
    /// One page that needs no network
    Html,
    /// For programs
    Json,
}

/// Runs the command.
///
/// # Errors
///
/// When a fingerprint is not one of a change, or a file cannot be written.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let compared = match diff_documents(&arguments.old, &arguments.new) {
        Ok(compared) => compared,
        Err(error) => return Ok(broken(&error, arguments.old.as_str(), arguments.new.as_str())),
    };
    let path = approvals::beside(&arguments.new);
    let mut approvals = Approvals::read(&path)?;
    if let (Some(fingerprint), Some(reason)) = (&arguments.approve, &arguments.reason) {
        let changes = &compared.diff.changes;
        let Some(change) = changes.iter().find(|one| one.fingerprint == *fingerprint) else {
            bail!("no change has the fingerprint `{fingerprint}`: run `diff` without `--approve`");
        };
        approvals.add(change, reason)?;
        write(&path, approvals.text())?;
        shell::status("Approved", &format!("{fingerprint} ({path})"));
    }
    let title = format!("{} → {}", arguments.old, arguments.new);
    let execution = match &arguments.run {
        Some(folder) => {
            let comparison = Comparison { name: "", compared: &compared, bodies: Vec::new() };
            execution::run(&[comparison], &BuildFolder::new(folder, None))?.pop()
        }
        None => None,
    };
    let section = Section { name: String::new(), diff: compared.diff, approvals, execution };
    show(&Review::of_all(title, &[section], &[], &[]), &arguments.output)
}

/// Shows a review, and returns the outcome.
///
/// # Errors
///
/// When the file cannot be written.
pub fn show(review: &Review, output: &Output) -> Result<Outcome> {
    let text = match output.format {
        Format::Terminal => terminal::text(review, output.out.is_none()),
        Format::Markdown => markdown::text(review),
        Format::Html => html::page(review),
        Format::Json => json::text(review)?,
    };
    match &output.out {
        Some(path) => {
            write(path, text)?;
            shell::status("Writing", path.as_str());
        }
        None => shell::print(&text),
    }
    for stale in &review.stale {
        shell::error(&format!("the approval of {stale} is stale: no change has this fingerprint"));
    }
    for one in review.proof.stale() {
        shell::error(&format!("the erratum {} no longer applies: {}", one.title, one.text));
    }
    for one in &review.disagreements {
        shell::error(&format!(
            "a rule and the execution disagree, which is a fault of the rule: {one}"
        ));
    }
    if !review.stale.is_empty() || review.proof.stale().next().is_some() {
        return Ok(Outcome::Broken);
    }
    Ok(if review.breaks() { Outcome::Breaking } else { Outcome::Well })
}

fn write(path: &Utf8Path, text: String) -> Result<()> {
    let whole = absolute_utf8(path).with_context(|| format!("{path} is not a path"))?;
    let folder = whole.parent().with_context(|| format!("{path} is a folder"))?;
    ensure!(folder.is_dir(), "{path} cannot be written: its folder is not there");
    let mut plan = Plan::below(folder);
    plan.file(whole.clone(), text);
    plan.apply()
}

/// Reports which of two descriptions is broken.
pub fn broken(error: &DiffError, old: &str, new: &str) -> Outcome {
    let (found, which) = match error {
        DiffError::Old(found) => (found, old),
        DiffError::New(found) => (found, new),
    };
    report::show(found);
    shell::error(&format!("{which} is broken, so that nothing can be compared"));
    Outcome::Broken
}
