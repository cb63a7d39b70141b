//! Generates and compiles each document, and decodes and encodes its instances.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::shell;
use serde_json::Value;

use crate::child::Generated;
use crate::documents::{Document, read};
use crate::row::{Row, operations};
use crate::trip::{Load, program, read_streams, travel};
use crate::workspace::Workspace;
use guestlist::execution::schema::Oracle;
use guestlist::execution::supervise::{Fault, run};

/// The options and the folders of a run.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Whether to compile and use the generated crates.
    pub compile: bool,
    /// Whether to leave out everything that cannot be generated.
    pub partial: bool,
    /// The time that a generation may take.
    pub limit: Duration,
    /// The most memory that a generation may have, in kB.
    pub memory_kb: u64,
    /// The number of timed runs.
    pub times: usize,
    /// The root of this repository.
    pub root: Utf8PathBuf,
    /// The folder for all output.
    pub home: Utf8PathBuf,
}

/// The imports of a program from the root of its generated crate.
const IMPORTS: &str = "use client::{models, runtime as guestlist_runtime};";

impl Proof {
    /// Tests one document.
    ///
    /// # Errors
    ///
    /// When the test itself fails.
    pub fn of(&self, document: &Document) -> Result<Row> {
        let value = read(&document.path).unwrap_or_default();
        let mut row = Row {
            document: document.name.clone(),
            operations: operations(&value),
            components: components(&value).len(),
            ..Row::default()
        };
        let slug = slug(&document.name);
        let lock = self.root.join("Cargo.lock");
        let workspace = match self.compile {
            true => Some(Workspace::make(&self.home, &slug, Some(&lock))?),
            false => None,
        };
        self.generate(document, workspace.as_ref(), &slug, &mut row)?;
        let (names, types) = (components(&value), row.generated.components.iter());
        row.typed = types.filter(|one| names.contains(one.name.as_str())).count();
        let is_made = matches!(row.outcome.as_str(), "whole" | "partial");
        if let (true, Some(workspace)) = (is_made, &workspace) {
            let built = workspace.check(&slug)?;
            row.compiled = Some(built.is_whole);
            row.warnings = built.warnings;
            row.compile_error = built.error;
            if built.is_whole {
                self.travel(workspace, &slug, &Oracle::of(&value), &mut row)?;
            }
        }
        Ok(row)
    }

    fn generate(
        &self,
        document: &Document,
        workspace: Option<&Workspace>,
        slug: &str,
        row: &mut Row,
    ) -> Result<()> {
        let program = std::env::current_exe().context("this program has no path")?;
        let program = Utf8PathBuf::try_from(program)?;
        let mut arguments = vec!["child".to_owned(), document.path.to_string()];
        arguments.extend(["--times".to_owned(), self.times.to_string()]);
        if self.partial {
            arguments.push("--partial".to_owned());
        }
        if let Some(workspace) = workspace {
            workspace.write("trip/Cargo.toml", &manifest(slug))?;
            workspace.write("trip/src/main.rs", "fn main() {}\n")?;
            let runtime = self.root.join("crates/runtime");
            arguments.extend(["--out".to_owned(), workspace.root.join("client").to_string()]);
            arguments.extend(["--name".to_owned(), slug.to_owned()]);
            arguments.extend(["--runtime".to_owned(), runtime.to_string()]);
        }
        let mut command = limited(&program, &arguments, self.memory_kb);
        let ended = run(&mut command, None, self.limit)?;
        row.outcome = match ended.fault {
            Some(Fault::Hung) => "hung".to_owned(),
            Some(_) => "crashed".to_owned(),
            None => {
                row.generated = serde_json::from_str::<Generated>(&ended.output)
                    .context("the child did not tell what became of its document")?;
                row.generated.outcome.clone()
            }
        };
        if ended.fault.is_some() {
            row.fault = Some(ended.errors.trim().chars().take(2000).collect());
        }
        Ok(())
    }

    fn travel(
        &self,
        workspace: &Workspace,
        slug: &str,
        oracle: &Oracle,
        row: &mut Row,
    ) -> Result<()> {
        let types = &row.generated.components;
        if types.is_empty() {
            return Ok(());
        }
        workspace.write("trip/src/main.rs", &program(types, IMPORTS))?;
        let built = workspace.build(&trip_name(slug))?;
        let Some(program) = built.program.filter(|_| built.is_whole) else {
            row.compiled = Some(false);
            row.compile_error = built.error;
            return Ok(());
        };
        let load = Load::of(oracle, types);
        shell::status("Travelling", &format!("{} ({} instances)", row.document, load.count()));
        let mut outcome = travel((&program, 0), oracle, types, &load)?;
        read_streams((&program, types.len()), types, &load, &mut outcome)?;
        row.trip = Some(outcome);
        Ok(())
    }
}

/// The names of a document's component schemas.
fn components(document: &Value) -> BTreeSet<&str> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

/// The program's manifest.
pub(crate) fn manifest(slug: &str) -> String {
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         client = {{ package = \"{slug}\", path = \"../client\" }}\n\
         http = \"1\"\n\
         serde = {{ version = \"1\", default-features = false, features = [\"std\"] }}\n\
         serde_json = \"1\"\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\", \"time\"] }}\n",
        trip_name(slug)
    )
}

fn trip_name(slug: &str) -> String {
    format!("trip-{slug}")
}

/// The name of a document as a crate name.
pub(crate) fn slug(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let letters = lower.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    let slug: String = letters.collect();
    format!("api-{}", slug.chars().take(50).collect::<String>().trim_matches('-'))
}

/// A program with a memory limit, if the system supports it.
pub(crate) fn limited(program: &Utf8Path, arguments: &[String], memory_kb: u64) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {memory_kb} 2>/dev/null; exec \"$0\" \"$@\"");
        command.args(["-c", &script, program.as_str()]).args(arguments);
        return command;
    }
    let mut command = Command::new(program);
    command.args(arguments);
    command
}
