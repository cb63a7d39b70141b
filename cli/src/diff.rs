//! `guestlist diff`: what a change of a description does to those who depend on it.
//!
//! In go two documents, out comes one review, for a terminal, as Markdown, as a page or as JSON. What
//! changed is `guestlist-codegen`'s to say; here it is approved, counted and shown.

pub mod approvals;
pub mod review;

mod html;
mod json;
mod markdown;
mod terminal;

use anyhow::{Context as _, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf, absolute_utf8};
use guestlist_codegen::{DiffError, diff_documents};

use crate::diff::approvals::Approvals;
use crate::diff::review::Review;
use crate::outcome::Outcome;
use crate::write::Plan;
use crate::{report, shell};

/// Shows what changes from one OpenAPI document to another.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  diff old.yaml new.yaml                             for the terminal
  diff old.yaml new.yaml --format markdown           for a comment on a pull request
  diff old.yaml new.yaml --format html --out d.html  one page that needs no network
  diff old.yaml new.yaml --approve 0123456789ab --reason \"nobody sent it\"

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
    let diff = match diff_documents(&arguments.old, &arguments.new) {
        Ok(diff) => diff,
        Err(error) => return Ok(broken(&error, arguments.old.as_str(), arguments.new.as_str())),
    };
    let path = approvals::beside(&arguments.new);
    let mut approvals = Approvals::read(&path)?;
    if let (Some(fingerprint), Some(reason)) = (&arguments.approve, &arguments.reason) {
        let Some(change) = diff.changes.iter().find(|one| one.fingerprint == *fingerprint) else {
            bail!("no change has the fingerprint `{fingerprint}`: run `diff` without `--approve`");
        };
        approvals.add(change, reason)?;
        write(&path, approvals.text())?;
        shell::status("Approved", &format!("{fingerprint} ({path})"));
    }
    let title = format!("{} → {}", arguments.old, arguments.new);
    show(&Review::of(title, diff, approvals), &arguments.output)
}

/// Shows a review, and tells how it ends.
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
    if !review.stale.is_empty() {
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

/// Tells which of two descriptions is broken.
pub fn broken(error: &DiffError, old: &str, new: &str) -> Outcome {
    let (found, which) = match error {
        DiffError::Old(found) => (found, old),
        DiffError::New(found) => (found, new),
    };
    report::show(found);
    shell::error(&format!("{which} is broken, so that nothing can be compared"));
    Outcome::Broken
}
