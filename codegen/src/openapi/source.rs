//! The files of a description.
//!
//! In goes a folder, out comes a [`Source`]: the document as JSON with the location of each value, the
//! examples as bytes, and the two tables about them. Only files that cannot be read are refused.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read as _;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::openapi::folder::tables::{Erratum, ExampleTable};
use crate::openapi::syntax::fault::Fault;
use crate::openapi::syntax::locations::{Locations, Syntax};
use crate::openapi::syntax::{json, yaml};
use crate::report::{Diagnostic, Location, Report, Severity};

/// The greatest length of a file, in bytes: 64 MiB. The longest description that is known is a quarter
/// of it.
const LONGEST: u64 = 64 << 20;

/// A description, as it is in its files.
pub(crate) struct Source {
    pub(crate) document: SourceFile<Value>,
    /// Absent where the folder has no `examples.yaml`: then no check asks for examples.
    pub(crate) example_table: Option<SourceFile<ExampleTable>>,
    pub(crate) errata: Option<SourceFile<Vec<Erratum>>>,
    /// The files in `examples/`, by name.
    pub(crate) examples: BTreeMap<String, Vec<u8>>,
    /// The folder that references may lead into, and out of which nothing is read.
    pub(crate) root: Utf8PathBuf,
    /// What has been moved to another location of the document.
    pub(crate) moved: Moved,
}

impl Source {
    /// The location of the value at a JSON pointer of the document, in the file that it is from, or of
    /// the innermost one around it that exists.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        let (file, pointer) = self.origin(pointer);
        file.location(&pointer)
    }

    /// The location of the name of the property at a JSON pointer of the document.
    pub(crate) fn location_of_name(&self, pointer: &str) -> Location {
        let (file, pointer) = self.origin(pointer);
        file.location_of_name(&pointer)
    }

    /// The file that a value of the document is from, and its pointer there.
    fn origin<'a>(&'a self, pointer: &'a str) -> (&'a SourceFile<Value>, Cow<'a, str>) {
        let mut outer = pointer;
        loop {
            if let Some((file, origin)) = self.moved.origins.get(outer) {
                let file = self.moved.files.get(file.wrapping_sub(1)).unwrap_or(&self.document);
                return (file, format!("{origin}{}", &pointer[outer.len()..]).into());
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return (&self.document, pointer.into()),
            }
        }
    }

    /// All files that locations may be in, with their texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Utf8PathBuf, &Arc<str>)> {
        let table = self.example_table.iter().map(|table| (&table.file, &table.text));
        let errata = self.errata.iter().map(|errata| (&errata.file, &errata.text));
        let others = self.moved.files.iter().map(|other| (&other.file, &other.text));
        let document = (&self.document.file, &self.document.text);
        std::iter::once(document).chain(others).chain(table).chain(errata)
    }
}

/// What is elsewhere in the document than its author put it.
#[derive(Default)]
pub(crate) struct Moved {
    /// The other files of the document. Their values are in the document.
    pub(crate) files: Vec<SourceFile<Value>>,
    /// By the pointer of a value in the document: its file, 0 for the document's own, else one of the
    /// others from 1, and its pointer there.
    pub(crate) origins: HashMap<String, (usize, String)>,
    /// By the pointer of a reference in the document: why it leads nowhere, and what to do.
    pub(crate) refused: BTreeMap<String, (String, String)>,
    /// The problems that keep other files from being read.
    pub(crate) faults: Vec<Diagnostic>,
}

/// A file: its value, and the locations in it.
pub(crate) struct SourceFile<T> {
    pub(crate) value: T,
    pub(crate) file: Utf8PathBuf,
    pub(crate) text: Arc<str>,
    locations: Locations,
}

impl<T> SourceFile<T> {
    /// The location of the value at a JSON pointer, or of the innermost one around it that exists.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        let (line, column) = self.locations.of(pointer);
        Location { file: self.file.clone(), line, column }
    }

    /// The location of the name of a property.
    pub(crate) fn location_of_name(&self, pointer: &str) -> Location {
        let (line, column) = self.locations.of_name(pointer);
        Location { file: self.file.clone(), line, column }
    }
}

/// Reads a folder.
pub(crate) fn read(folder: &Utf8Path) -> Result<Source, Report> {
    let mut report = Report::default();
    let document = document(&folder.join("openapi.yaml"), &mut report);
    let example_table = yaml_if_there(&folder.join("examples.yaml"), &mut report);
    let errata = yaml_if_there(&folder.join("errata.yaml"), &mut report);
    let examples = example_files(&folder.join("examples"), &mut report);
    let root = folder.to_owned();
    let moved = Moved::default();
    let source =
        document.map(|document| Source { document, example_table, errata, examples, root, moved });
    // Where there is no document, there is a problem in the report.
    report.or(source)?.ok_or_else(Report::default)
}

/// Reads one document that is not in a folder of `spec/`. References may lead into its own folder, or
/// into the root that is given.
pub(crate) fn read_document(file: &Utf8Path, root: Option<&Utf8Path>) -> Result<Source, Report> {
    let own = file.parent().unwrap_or(Utf8Path::new(""));
    let mut report = Report::default();
    let source = document(file, &mut report).map(|document| Source {
        document,
        example_table: None,
        errata: None,
        examples: BTreeMap::new(),
        root: root.unwrap_or(own).to_owned(),
        moved: Moved::default(),
    });
    report.or(source)?.ok_or_else(Report::default)
}

/// Reads one file of a document, YAML or JSON.
pub(crate) fn document(file: &Utf8Path, report: &mut Report) -> Option<SourceFile<Value>> {
    let text = text_of(file, report)?;
    let (value, syntax) = match tree(file, &text) {
        Ok(read) => read,
        Err((code, Fault { at, message, help })) => {
            report.add(problem(code, file, at, message, help));
            return None;
        }
    };
    let locations = Locations::new(text.clone(), syntax);
    Some(SourceFile { value, file: file.to_owned(), text, locations })
}

/// The value of a text, and its syntax. A text that begins like JSON is read as JSON first, which is
/// faster; unless the file's name says that it is JSON, it may still be YAML.
fn tree(file: &Utf8Path, text: &str) -> Result<(Value, Syntax), (&'static str, Fault)> {
    let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_json || text.trim_start().starts_with('{') {
        match json::parse(text) {
            Ok(value) => return Ok((value, Syntax::Json)),
            Err(fault) if is_json => return Err(("json-syntax", fault)),
            Err(_) => {}
        }
    }
    let value = yaml::parse(text).map_err(|fault| ("yaml-syntax", fault))?;
    Ok((value, Syntax::Yaml))
}

fn yaml_if_there<T: DeserializeOwned>(
    file: &Utf8Path,
    report: &mut Report,
) -> Option<SourceFile<T>> {
    if file.exists() { yaml(file, report) } else { None }
}

fn yaml<T: DeserializeOwned>(file: &Utf8Path, report: &mut Report) -> Option<SourceFile<T>> {
    let text = text_of(file, report)?;
    if let Err(Fault { at, message, help }) = yaml::parse(&text) {
        report.add(problem("yaml-syntax", file, at, message, help));
        return None;
    }
    let locations = Locations::new(text.clone(), Syntax::Yaml);
    match serde_yaml::from_str(&text) {
        Ok(value) => Some(SourceFile { value, file: file.to_owned(), text, locations }),
        Err(error) => {
            let at = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let message = error.to_string();
            // The problem has the location, so its copy at the end of the message is cut off.
            let message = message.split(" at line ").next().unwrap_or_default();
            let help = "spec/README.md shows what this file holds";
            report.add(problem("unexpected-content", file, at, message.to_owned(), help));
            None
        }
    }
}

fn text_of(file: &Utf8Path, report: &mut Report) -> Option<Arc<str>> {
    match read_text(file) {
        Ok(text) => {
            // Some editors begin a file with a byte order mark.
            let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(&text).into();
            report.quote(file.to_owned(), text.clone());
            Some(text)
        }
        Err(error) => {
            report.add(unreadable(file, &error));
            None
        }
    }
}

/// The text of a file. A file that is too long is refused before it is read, and so is a device or a
/// pipe, which may never end.
fn read_text(file: &Utf8Path) -> std::io::Result<String> {
    let about = fs::metadata(file)?;
    if !about.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if about.len() > LONGEST {
        let message = format!("it is {} bytes long, and {LONGEST} is the most", about.len());
        return Err(std::io::Error::other(message));
    }
    let mut text = String::new();
    fs::File::open(file)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
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
    let help = "give a document, or a folder with an `openapi.yaml`: in UTF-8, of at most 64 MiB";
    problem("unreadable-file", file, (1, 1), message, help)
}

fn problem(
    code: &'static str,
    file: &Utf8Path,
    (line, column): (usize, usize),
    message: String,
    help: &str,
) -> Diagnostic {
    let location = Location { file: file.to_owned(), line, column };
    let severity = Severity::Error;
    Diagnostic { severity, code, message, location, help: help.to_owned() }
}
