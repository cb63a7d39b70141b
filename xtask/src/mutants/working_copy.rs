//! The copy of the work tree in which mutants are made.

use std::io::Write as _;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::shell;

use super::group::{Group, Round};
use super::table::Counts;

/// A git work tree with its own build folder. Both are kept from run to run, so that only changes are
/// compiled again.
pub(super) struct WorkingCopy {
    tree: Utf8PathBuf,
    target: Utf8PathBuf,
    outcomes: Utf8PathBuf,
}

/// The seconds that a mutant's build or tests may take: more is an endless loop.
const TIMEOUT: &str = "180";

impl WorkingCopy {
    /// Brings the copy up to date with the work tree, including uncommitted changes of files that git tracks.
    pub(super) fn make(root: &Utf8Path) -> Result<Self> {
        let folder = root.join("target").join("mutation");
        let copy = Self {
            tree: folder.join("tree"),
            target: folder.join("build"),
            outcomes: folder.join("outcomes"),
        };
        // `stash create` makes a commit of uncommitted changes, and changes nothing else.
        let changed = git(root, &["stash", "create"])?;
        let state = if changed.is_empty() { git(root, &["rev-parse", "HEAD"])? } else { changed };
        if copy.tree.join(".git").exists() {
            git(&copy.tree, &["checkout", "--quiet", "--force", "--detach", &state])?;
        } else {
            git(root, &["worktree", "prune"])?;
            git(root, &["worktree", "add", "--quiet", "--detach", copy.tree.as_str(), &state])?;
        }
        Ok(copy)
    }

    /// Runs a group's tests on the mutants with these names.
    pub(super) fn test(&self, group: &Group, names: &[&str]) -> Result<Counts> {
        let mut counts = Counts::untested(names);
        for (index, round) in group.rounds.iter().enumerate() {
            let left = counts.take_missed();
            if !left.is_empty() {
                let left: Vec<&str> = left.iter().map(String::as_str).collect();
                let folder = format!("{}-{}", group.name.replace(' ', "-"), index + 1);
                shell::status("Testing", &format!("{folder}: {} mutants", left.len()));
                counts = counts.and(self.run(group, round, &folder, &left)?);
            }
        }
        Ok(counts)
    }

    fn run(&self, group: &Group, round: &Round, folder: &str, names: &[&str]) -> Result<Counts> {
        self.build(round)?;
        let output = self.outcomes.join(folder);
        self.note_others(group, names, &output)?;
        let mut command = self.mutants(group, names);
        command.args(["--in-place", "--iterate", "--baseline=skip", "--profile=mutants"]);
        command.args(["--timeout", TIMEOUT, "--build-timeout", TIMEOUT, "--no-times"]);
        command.args(["--output", output.as_str()]);
        let packages = Vec::from_iter(round.packages(&self.tree)?);
        command.args(["--test-package", &packages.join(",")]);
        // After `--` they would only select tests, and all targets would be built.
        command.args(round.targets.iter().map(|target| format!("--cargo-arg={target}")));
        command.args(["--", "--"]).args(round.filters());
        // 2 means that some were missed, 3 that some took too long; the counts show both.
        match command.status().context("cargo cannot be started")?.code() {
            Some(0 | 2 | 3) => Counts::read(&output.join("mutants.out/outcomes.json"), names),
            _ => bail!("`cargo mutants` failed: see above"),
        }
    }

    /// Mutants that leave out a field cannot be filtered by name, but earlier caught mutants are left out. So
    /// unwanted ones are recorded as caught.
    fn note_others(&self, group: &Group, names: &[&str], output: &Utf8Path) -> Result<()> {
        let listed = self.mutants(group, names).arg("--list").output();
        let listed = String::from_utf8(listed.context("cargo cannot be started")?.stdout)?;
        let others = listed.lines().filter(|name| !names.contains(name));
        let folder = output.join("mutants.out");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("{folder} stays"))?;
        }
        std::fs::create_dir_all(&folder).with_context(|| format!("{folder} cannot be made"))?;
        let mut noted = std::fs::File::create(folder.join("caught.txt"))?;
        Ok(others.into_iter().try_for_each(|name| writeln!(noted, "{name}"))?)
    }

    /// `cargo mutants` for mutants of these names.
    fn mutants(&self, group: &Group, names: &[&str]) -> Command {
        let mut command = self.cargo();
        command.args(["mutants", "--package", group.package]);
        for file in names.iter().filter_map(|name| name.split(':').next()) {
            command.args(["--file", file]);
        }
        for name in names {
            command.args(["--re", &format!("^{}$", regex_lite::escape(name))]);
        }
        command
    }

    /// Compiles the unchanged tests, so that a mutant's build compiles only what the mutant changes.
    fn build(&self, round: &Round) -> Result<()> {
        let mut command = self.cargo();
        command.args(["test", "--quiet", "--profile=mutants"]);
        for package in round.packages(&self.tree)? {
            command.args(["--package", &package]);
        }
        command.args(round.targets).arg("--").args(round.filters());
        if !command.status().context("cargo cannot be started")?.success() {
            bail!("the tests fail without any mutant: see above");
        }
        Ok(())
    }

    fn cargo(&self) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.tree).env("CARGO_TARGET_DIR", &self.target);
        command.env("INSTA_UPDATE", "no");
        // Most tests of calls spend their time waiting.
        command.env("RUST_TEST_THREADS", "16");
        command
    }
}

fn git(folder: &Utf8Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git").args(arguments).current_dir(folder).output();
    let output = output.context("git cannot be started")?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("`git {}` failed: {}", arguments.join(" "), why.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
