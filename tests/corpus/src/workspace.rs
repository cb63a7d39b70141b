//! A workspace in which the generated code is built: a crate and a program for each document.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use guestlist::execution::cargo_output::CargoOutput;
use guestlist::execution::supervise::{Ended, run};

/// The time that a build may take.
const LIMIT: Duration = Duration::from_secs(1800);

/// The folder of a document's workspace.
pub struct Workspace {
    /// The folder.
    pub root: Utf8PathBuf,
    target: Utf8PathBuf,
}

/// The result of a build.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Whether there is no error.
    pub is_whole: bool,
    /// The number of warnings for the generated crate.
    pub warnings: usize,
    /// The first error.
    pub error: Option<String>,
    /// The program, if one was built.
    pub program: Option<Utf8PathBuf>,
}

impl Workspace {
    /// Makes an empty workspace. All workspaces of a run share their target folder, so that dependencies are
    /// built once.
    ///
    /// # Errors
    ///
    /// When files cannot be written.
    pub fn make(home: &Utf8Path, slug: &str, lock: Option<&Utf8Path>) -> Result<Self> {
        let root = home.join("work").join(slug);
        if root.exists() {
            fs::remove_dir_all(&root).with_context(|| format!("{root} cannot be removed"))?;
        }
        let members = "[workspace]\nresolver = \"3\"\nmembers = [\"client\", \"trip\"]\n";
        let workspace = Self { root, target: home.join("target") };
        workspace.write("Cargo.toml", members)?;
        if let Some(lock) = lock {
            let text =
                fs::read_to_string(lock).with_context(|| format!("{lock} cannot be read"))?;
            workspace.write("Cargo.lock", &text)?;
        }
        Ok(workspace)
    }

    /// Writes a file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    #[expect(clippy::disallowed_methods, reason = "what is written here is temporary")]
    pub fn write(&self, path: &str, text: &str) -> Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("{folder} cannot be made"))?;
        }
        fs::write(&path, text).with_context(|| format!("{path} cannot be written"))
    }

    /// Checks a package with its examples.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started.
    pub fn check(&self, package: &str) -> Result<Built> {
        self.cargo(&["check", "--all-targets"], package)
    }

    /// Builds a package.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started.
    pub fn build(&self, package: &str) -> Result<Built> {
        self.cargo(&["build"], package)
    }

    fn cargo(&self, verb: &[&str], package: &str) -> Result<Built> {
        let mut command = Command::new(env!("CARGO"));
        command.args(verb).args(["--quiet", "--message-format", "json", "--package", package]);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env_remove("RUSTFLAGS");
        let ended = run(&mut command, None, LIMIT)?;
        Ok(built(&ended, package, &self.root.join("client")))
    }
}

/// Reads cargo's JSON output. Warnings are counted for targets in the folder.
pub fn built(ended: &Ended, package: &str, client: &Utf8Path) -> Built {
    let mut built = Built { is_whole: ended.fault.is_none(), ..Built::default() };
    let output = CargoOutput::of(ended);
    built.error = output.error(ended);
    for message in output.messages() {
        let name = message["target"]["name"].as_str().unwrap_or_default();
        let is_ours = name.replace('_', "-") == package.replace('_', "-");
        let path = message["target"]["src_path"].as_str().unwrap_or_default();
        let is_of_client = Utf8Path::new(path).starts_with(client);
        let is_warning = message["message"]["level"] == "warning";
        let has_place = message["message"]["spans"] != Value::Array(Vec::new());
        built.warnings += usize::from(is_warning && is_of_client && has_place);
        if let (true, Some(program)) = (is_ours, message["executable"].as_str()) {
            built.program = Some(program.into());
        }
    }
    built
}
