//! Testing the rules of `diff` with single edits of documents.
//!
//! From documents, a count and a seed, this makes a table. An edit of a schema is judged by running both
//! versions of the code, many edits in one program. An edit of a parameter, a status, a media type, security
//! or a server is judged by the nature of the edit, and by the requests of calls. The judgement does not
//! depend on the rules.

mod edit;

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::execution;
use guestlist::execution::bodies::Comparison;
use guestlist::execution::build_folder::BuildFolder;
use guestlist::execution::outcome::Execution;
use guestlist::shell;
use guestlist_codegen::{Compared, Effect, Input, Reader, diff_documents};
use rayon::prelude::*;
use serde_json::Value;

use crate::documents::{find, read};
use crate::edits::edit::{CASE, EDITS, Edit, Expected};
use crate::table::aligned;

/// Tries the rules of `diff` with seeded single edits of documents.
///
/// Without folders, the descriptions in `spec/` and the documents in `tests/corpus/open` are edited.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// Folders of documents
    #[arg(value_name = "DIR")]
    pub folders: Vec<Utf8PathBuf>,

    /// How many edits
    #[arg(long, default_value_t = 200)]
    pub count: usize,

    /// Another seed gives other edits
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// Also the cases of all rules, and what rules and execution once disagreed about
    #[arg(long)]
    pub cases: bool,

    /// How many edits are compiled into one program
    #[arg(long, default_value_t = 50)]
    pub batch: usize,
}

/// The results of the edits.
#[derive(Debug, Default)]
pub struct Tried {
    rows: BTreeMap<&'static str, Row>,
    /// The disagreements between rules and results, in sentences.
    pub disagreements: Vec<String>,
}

/// The results for one kind of edit.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    edits: usize,
    breaking: usize,
    bodies: usize,
    calls: usize,
    disagreements: usize,
    called_harmless: usize,
}

/// A document that was edited.
struct Edited {
    edit: &'static Edit,
    title: String,
    compared: Compared,
}

/// Edits documents, and tries the rules.
///
/// # Errors
///
/// When documents cannot be read, or the program cannot be made.
pub fn run(arguments: &Arguments, root: &Utf8Path, home: &Utf8Path) -> Result<Tried> {
    let own = [root.join("spec"), root.join("tests/corpus/open")];
    let folders = if arguments.folders.is_empty() { &own[..] } else { &arguments.folders };
    let documents = documents(folders)?;
    let mut edited = sample(&documents, arguments.count, arguments.seed);
    ensure!(!edited.is_empty(), "none of the documents can be edited");
    if arguments.cases {
        edited.extend(cases(root, 1)?);
    }
    execute(&edited, arguments.batch, home, root)
}

/// The documents of folders, with their names.
fn documents(folders: &[Utf8PathBuf]) -> Result<Vec<(String, Value)>> {
    let mut documents = Vec::new();
    for folder in folders {
        let (found, _) = find(folder, None)?;
        documents.extend(found.into_iter().filter_map(|one| Some((one.name, read(&one.path)?))));
    }
    ensure!(!documents.is_empty(), "there is no OpenAPI document in these folders");
    Ok(documents)
}

/// Tries the cases of one in `one_in` rules of `diff`, all past disagreements between rules and execution,
/// and seeded edits, all in one program.
///
/// # Errors
///
/// When the program cannot be made.
pub fn run_some(
    one_in: usize,
    arguments: &Arguments,
    root: &Utf8Path,
    home: &Utf8Path,
) -> Result<Tried> {
    let mut edited = cases(root, one_in)?;
    edited.extend(sample(&documents(&arguments.folders)?, arguments.count, arguments.seed));
    execute(&edited, edited.len(), home, root)
}

/// The cases of one in `one_in` rules, and all past disagreements between rules and execution.
fn cases(root: &Utf8Path, one_in: usize) -> Result<Vec<Edited>> {
    let mut edited = Vec::new();
    for (folder, one_in) in [("tests/compiler_cases/diffs", one_in), ("tests/corpus/disagreed", 1)]
    {
        let entries = root.join(folder).read_dir_utf8()?;
        let mut folders: Vec<Utf8PathBuf> =
            entries.map(|case| Ok(case?.path().to_owned())).collect::<Result<_>>()?;
        folders.sort();
        for folder in folders.into_iter().step_by(one_in) {
            let title = folder.file_name().unwrap_or_default().to_owned();
            let compared = diff_documents(&folder.join("old.yaml"), &folder.join("new.yaml"));
            let compared = compared.map_err(|_| anyhow!("{folder} cannot be compared"))?;
            edited.push(Edited { edit: &CASE, title, compared });
        }
    }
    Ok(edited)
}

fn execute(edited: &[Edited], batch: usize, home: &Utf8Path, root: &Utf8Path) -> Result<Tried> {
    let folder = BuildFolder::new(home, Some(&root.join("Cargo.lock")));
    let mut tried = Tried::default();
    for (at, batch) in edited.chunks(batch.max(1)).enumerate() {
        shell::status("Running", &format!("{} of {} edits", at * batch.len(), edited.len()));
        let comparisons: Vec<Comparison<'_>> = batch
            .iter()
            .map(|one| Comparison { name: &one.title, compared: &one.compared, bodies: Vec::new() })
            .collect();
        for (one, execution) in batch.iter().zip(execution::run(&comparisons, &folder)?) {
            tried.note(one, &execution);
        }
    }
    Ok(tried)
}

/// Edits of each kind in turn, in random documents, as many as are wanted or possible.
fn sample(documents: &[(String, Value)], count: usize, seed: u64) -> Vec<Edited> {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut edited: Vec<Edited> = Vec::new();
    let mut rounds = 0;
    while edited.len() < count && rounds < 40 {
        rounds += 1;
        let mut drawn = Vec::new();
        for edit in EDITS {
            let (name, document) = &documents[chance.usize(..documents.len())];
            if let Some((changed, what)) = edit.apply(document, &mut chance) {
                drawn.push((edit, format!("{name}: {}: {what}", edit.name), document, changed));
            }
        }
        // An edit that makes a document invalid is not compared.
        let compared = drawn.into_par_iter().filter_map(|(edit, title, document, changed)| {
            Some(Edited { edit, title, compared: compare(document, &changed)? })
        });
        let fresh: Vec<Edited> = compared.collect();
        edited.extend(fresh.into_iter().filter(|one| !one.compared.diff.changes.is_empty()));
    }
    edited.truncate(count);
    edited
}

fn compare(old: &Value, new: &Value) -> Option<Compared> {
    let (old, new) = (old.to_string(), new.to_string());
    let path = Utf8Path::new("document.json");
    diff_documents(Input::from(path).with_text(&old), Input::from(path).with_text(&new)).ok()
}

impl Tried {
    /// The numbers of edits and cases, and of bodies that went through both versions.
    pub fn counts(&self) -> (usize, usize) {
        let rows = self.rows.values();
        rows.fold((0, 0), |(edits, bodies), row| (edits + row.edits, bodies + row.bodies))
    }

    /// The number of calls that both versions made.
    pub fn calls(&self) -> usize {
        self.rows.values().map(|row| row.calls).sum()
    }

    fn note(&mut self, one: &Edited, execution: &Execution) {
        let diff = &one.compared.diff;
        let worst = [Reader::Source, Reader::Request, Reader::Response]
            .into_iter()
            .flat_map(|reader| diff.changes.iter().map(move |change| change.effects.on(reader)))
            .max();
        let breaks = worst == Some(Effect::Breaking);
        let row = self.rows.entry(one.edit.name).or_default();
        row.edits += 1;
        row.breaking += usize::from(breaks);
        row.bodies += execution.made;
        row.calls += execution.calls;
        let mut found: Vec<(bool, String)> = execution
            .disagreements
            .iter()
            .map(|one| (one.is_break, one.sentence.clone()))
            .collect();
        match one.edit.expected {
            Expected::Breaks if !breaks => {
                found.push((true, "no rule says that this breaks something".to_owned()));
            }
            Expected::Harmless if breaks => {
                let rules: Vec<&str> = diff.changes.iter().map(|one| one.rule.id).collect();
                found.push((false, format!("this breaks nothing, whatever {rules:?} say")));
            }
            _ => {}
        }
        row.disagreements += usize::from(!found.is_empty());
        row.called_harmless += usize::from(found.iter().any(|(is_break, _)| *is_break));
        let sentences = found.into_iter().map(|(_, sentence)| format!("{}: {sentence}", one.title));
        self.disagreements.extend(sentences);
    }

    /// The table, for people.
    pub fn table(&self) -> String {
        let head =
            ["edit", "edits", "breaking", "bodies", "calls", "disagreements", "called harmless"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        let mut sum = Row::default();
        for (name, row) in &self.rows {
            rows.push(row.cells(name));
            sum.edits += row.edits;
            sum.breaking += row.breaking;
            sum.bodies += row.bodies;
            sum.calls += row.calls;
            sum.disagreements += row.disagreements;
            sum.called_harmless += row.called_harmless;
        }
        rows.push(sum.cells("all"));
        aligned(&rows)
    }
}

impl Row {
    fn cells(&self, name: &str) -> Vec<String> {
        let Self { edits, breaking, bodies, calls, disagreements, called_harmless } = self;
        let counts = [edits, breaking, bodies, calls, disagreements, called_harmless];
        std::iter::once(name.to_owned()).chain(counts.iter().map(ToString::to_string)).collect()
    }
}
