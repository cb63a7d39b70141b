//! What the files of a description say.
//!
//! In goes a folder, out comes a [`Source`]: the document as a value whose every place is known,
//! the examples as bytes, and the two tables about them. Nothing is judged here beyond being
//! readable.

mod example_name;
mod places;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use example_name::{ExampleName, Message};
pub(crate) use places::{Places, escape};
pub(crate) use tables::{Claim, Erratum, ExampleTable, State, Subject};

use places::Fault;

use crate::report::{Diagnostic, Place, Report};

/// A description, as its files say it.
pub(crate) struct Source {
    pub(crate) document: Text<Value>,
    /// Absent where the folder has no `examples.yaml`: then nothing is asked about examples.
    pub(crate) example_table: Option<Text<ExampleTable>>,
    pub(crate) errata: Option<Text<Vec<Erratum>>>,
    /// The files in `examples/`, by name.
    pub(crate) examples: BTreeMap<String, Vec<u8>>,
    pub(crate) folder: Utf8PathBuf,
}

/// A YAML file: what it says, and where it says it.
pub(crate) struct Text<T> {
    pub(crate) value: T,
    pub(crate) file: Utf8PathBuf,
    pub(crate) text: Arc<str>,
    places: Places,
}

impl<T> Text<T> {
    /// The place of the value at a JSON pointer, or of the innermost one around it that exists.
    pub(crate) fn place(&self, pointer: &str) -> Place {
        let (line, column) = self.places.of(pointer);
        Place { file: self.file.clone(), line, column }
    }
}

/// Reads a folder.
pub(crate) fn read(folder: &Utf8Path) -> Result<Source, Report> {
    let mut report = Report::default();
    let document = yaml(&folder.join("openapi.yaml"), &mut report);
    let example_table = yaml_if_there(&folder.join("examples.yaml"), &mut report);
    let errata = yaml_if_there(&folder.join("errata.yaml"), &mut report);
    let examples = example_files(&folder.join("examples"), &mut report);
    let folder = folder.to_owned();
    let source =
        document.map(|document| Source { document, example_table, errata, examples, folder });
    // A document that is not there has left a problem in the report.
    report.or(source)?.ok_or_else(Report::default)
}

/// Reads one document that is by itself.
pub(crate) fn read_document(file: &Utf8Path) -> Result<Source, Report> {
    let mut report = Report::default();
    let source = yaml(file, &mut report).map(|document| Source {
        document,
        example_table: None,
        errata: None,
        examples: BTreeMap::new(),
        folder: file.parent().unwrap_or(Utf8Path::new("")).to_owned(),
    });
    report.or(source)?.ok_or_else(Report::default)
}

fn yaml_if_there<T: DeserializeOwned>(file: &Utf8Path, report: &mut Report) -> Option<Text<T>> {
    if file.exists() { yaml(file, report) } else { None }
}

fn yaml<T: DeserializeOwned>(file: &Utf8Path, report: &mut Report) -> Option<Text<T>> {
    let text: Arc<str> = match fs::read_to_string(file) {
        // Some editors begin a file with a byte order mark.
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(&text).into(),
        Err(error) => {
            report.add(unreadable(file, &error));
            return None;
        }
    };
    report.quote(file.to_owned(), text.clone());
    let places = match Places::scan(&text) {
        Ok(places) => places,
        Err(Fault { at, message, help }) => {
            report.add(problem("yaml-syntax", file, at, message, help));
            return None;
        }
    };
    match serde_yaml::from_str(&text) {
        Ok(value) => Some(Text { value, file: file.to_owned(), text, places }),
        Err(error) => {
            let at = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let message = error.to_string();
            // The place is told by line and column, so its copy at the end of the message goes.
            let message = message.split(" at line ").next().unwrap_or_default();
            let help = "spec/README.md shows what this file holds";
            report.add(problem("unexpected-content", file, at, message.to_owned(), help));
            None
        }
    }
}

fn example_files(folder: &Utf8Path, report: &mut Report) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let Ok(entries) = folder.read_dir_utf8() else { return files };
    for entry in entries {
        let path = match &entry {
            Ok(entry) => entry.path(),
            Err(error) => {
                report.add(unreadable(folder, error));
                continue;
            }
        };
        match fs::read(path) {
            Ok(bytes) => {
                files.insert(path.file_name().unwrap_or_default().to_owned(), bytes);
            }
            Err(error) => report.add(unreadable(path, &error)),
        }
    }
    files
}

fn unreadable(file: &Utf8Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("the file cannot be read: {error}");
    let help = "a description is a folder with an `openapi.yaml`, in UTF-8; spec/README.md shows \
                what else it holds";
    problem("unreadable-file", file, (1, 1), message, help)
}

fn problem(
    code: &'static str,
    file: &Utf8Path,
    (line, column): (usize, usize),
    message: String,
    help: &str,
) -> Diagnostic {
    let place = Place { file: file.to_owned(), line, column };
    Diagnostic { code, message, place, help: help.to_owned() }
}
