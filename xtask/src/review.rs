//! `cargo xtask review`: the effects of changed descriptions, on one page.
//!
//! It compares a revision with the working tree, and makes one review of all descriptions. The descriptions
//! of the revision are copied to `target/review/`; nothing else is written, and the repository does not
//! change.

mod examples;
mod proof;
mod tables;

use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::diff::approvals::{Approvals, beside};
use guestlist::diff::review::{Review, Section};
use guestlist::diff::{Output, broken, show};
use guestlist::execution::bodies::Comparison;
use guestlist::execution::build_folder::BuildFolder;
use guestlist::execution::outcome::Execution;
use guestlist::execution::run as run_both;
use guestlist::outcome::Outcome;
use guestlist_codegen::{Compared, Diff, Location, diff_folders};
use rayon::prelude::*;

use crate::review::examples::bodies;
use crate::review::proof::proof;
use crate::review::tables::TABLES;
use crate::tree;
use crate::tree::Api;

/// Shows what the changes of the descriptions do to callers, to the wire and to documentation.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask review                            the working tree, since it left `main`
  cargo xtask review --base HEAD~3              since another revision
  cargo xtask review --run                      with bodies that both versions decode and encode
  cargo xtask review --format markdown          for a comment on a pull request
  cargo xtask review --format html --out r.html one page that needs no network

With `--run`, each change shows a body before and after: without it, nothing is compiled, and no body is
encoded. The bodies are those in `spec/*/examples`, each also with one change at a time, and those that the
schemas of what changed allow.

What breaks something and is right all the same is approved in `approved-changes.toml` beside the
description: see `guestlist diff --help`.

Exit codes: 0 nothing breaks, 1 a description is broken, 3 something breaks and is not approved.")]
pub(crate) struct Arguments {
    /// The revision to compare with; where the working tree left `main` unless given
    #[arg(long, value_name = "REV")]
    base: Option<String>,

    /// Compiles both versions, decodes and encodes bodies with both, and shows what became of them
    #[arg(long)]
    run: bool,

    /// How the changes are shown, and where
    #[command(flatten)]
    output: Output,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = tree::root()?;
    let base = base(&root, arguments.base.as_deref())?;
    let before = checkout(&root, &base)?;
    let (old, new) = (tree::all(&before)?, tree::all(&root)?);
    ensure!(!old.is_empty(), "{} has no description in `spec/`", &base[..12]);
    let both: Vec<&Api> = new.iter().filter(|api| old.contains(api)).collect();
    let compared: Vec<_> = both
        .par_iter()
        .map(|api| diff_folders(&before.join(api.spec()), &root.join(api.spec())))
        .collect();
    let mut found = Vec::new();
    for (api, result) in both.iter().zip(compared) {
        match result {
            Ok(compared) => found.push((*api, compared)),
            Err(error) => {
                let old = format!("{} of {}", api.spec(), &base[..12]);
                return Ok(broken(&error, &old, api.spec().as_str()));
            }
        }
    }
    let proof = proof(&before, &root, &found);
    let executions = match arguments.run {
        true => execute(&root, &found)?.into_iter().map(Some).collect(),
        false => found.iter().map(|_| None).collect::<Vec<_>>(),
    };
    let mut sections = Vec::new();
    for ((api, compared), execution) in found.into_iter().zip(executions) {
        let path = beside(&root.join(api.spec()).join("openapi.yaml"));
        sections.push(Section {
            name: api.name.clone(),
            diff: shortened(compared.diff, &before, &root),
            approvals: Approvals::read(&path)?,
            execution,
        });
    }
    let gone: Vec<String> =
        old.iter().filter(|api| !new.contains(api)).map(|api| api.name.clone()).collect();
    let come: Vec<String> =
        new.iter().filter(|api| !old.contains(api)).map(|api| api.name.clone()).collect();
    let title = format!("{} → the working tree", &base[..12]);
    let review = Review { proof, ..Review::of_all(title, &sections, &gone, &come) };
    show(&review, &arguments.output)
}

/// Runs both versions of all descriptions.
fn execute(root: &Utf8Path, found: &[(&Api, Compared)]) -> Result<Vec<Execution>> {
    let mut comparisons = Vec::new();
    for (api, compared) in found {
        let bodies = bodies(&root.join(api.spec()))?;
        comparisons.push(Comparison { name: &api.name, compared, bodies });
    }
    let folder = root.join("target/review/run");
    run_both(&comparisons, &BuildFolder::new(&folder, Some(&root.join("Cargo.lock"))))
}

/// The commit to compare with.
fn base(root: &Utf8Path, asked: Option<&str>) -> Result<String> {
    let is_repository = git(root, &["rev-parse", "--git-dir"]).is_ok();
    ensure!(is_repository, "{root} is not in a git repository: there is nothing to compare with");
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"]);
    let is_shallow = shallow.is_ok_and(|word| word == "true");
    let hint = "this clone is shallow, so run `git fetch --unshallow` first";
    if let Some(asked) = asked {
        let name = format!("{asked}^{{commit}}");
        let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name]);
        return found.map_err(|_| match is_shallow {
            true => anyhow!("there is no revision `{asked}`: {hint}"),
            false => anyhow!("there is no revision `{asked}`"),
        });
    }
    for main in ["main", "origin/main"] {
        if let Ok(base) = git(root, &["merge-base", "HEAD", main]) {
            return Ok(base);
        }
    }
    ensure!(!is_shallow, "nothing is known of where this left `main`: {hint}");
    bail!("nothing is known of where this left `main`: name a revision with `--base REV`");
}

/// The descriptions of a commit, in a folder of their own.
fn checkout(root: &Utf8Path, commit: &str) -> Result<Utf8PathBuf> {
    let folder = root.join("target/review").join(commit);
    let index = root.join("target/review/index");
    let with = |arguments: &[&str], input: &[u8]| {
        run_git(root, arguments, Some(&index), input)
            .with_context(|| format!("the descriptions of {commit} cannot be read"))
    };
    let mut listing = vec!["ls-tree", "-r", "-z", "--name-only", commit, "--", "spec"];
    listing.extend(TABLES);
    let listed = git(root, &listing)?;
    let has_spec = listed.split('\0').any(|path| path.starts_with("spec/"));
    ensure!(has_spec, "{} has no description in `spec/`", &commit[..12]);
    make_folder(&root.join("target/review"))?;
    with(&["read-tree", commit], &[])?;
    let prefix = format!("--prefix={folder}/");
    with(&["checkout-index", "-f", "-q", "-z", "--stdin", &prefix], listed.as_bytes())?;
    Ok(folder)
}

/// Makes the folder for the index, which git does not create.
fn make_folder(folder: &Utf8Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{folder} cannot be made"))
}

/// The same changes with paths of the tree.
fn shortened(mut diff: Diff, before: &Utf8Path, root: &Utf8Path) -> Diff {
    let shorten = |location: &mut Location| {
        let short = location.file.strip_prefix(before).or(location.file.strip_prefix(root));
        if let Ok(short) = short.map(Utf8Path::to_owned) {
            location.file = short;
        }
    };
    for change in &mut diff.changes {
        change.old.iter_mut().chain(&mut change.new).for_each(shorten);
    }
    diff
}

fn git(root: &Utf8Path, arguments: &[&str]) -> Result<String> {
    let text = run_git(root, arguments, None, &[])?;
    Ok(text.trim_end_matches('\n').to_owned())
}

fn run_git(
    root: &Utf8Path,
    arguments: &[&str],
    index: Option<&Utf8Path>,
    input: &[u8],
) -> Result<String> {
    let mut command = Command::new("git");
    command.current_dir(root).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let mut child = command.spawn().context("git cannot be run")?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input).context("git does not read")?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        bail!("`git {}` failed: {}", arguments.join(" "), message.trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}
