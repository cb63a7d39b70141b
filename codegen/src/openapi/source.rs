//! The files of a description.
//!
//! This reads a folder into a [`Source`]: the document as JSON with the location of each value, the examples
//! as bytes, and the two tables about them. Only unreadable files are refused.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read as _;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::input::Input;
use crate::openapi::folder::tables::{Erratum, ExampleTable, SelectionTable};
use crate::openapi::origins::{Origin, Origins};
use crate::openapi::syntax::fault::Fault;
use crate::openapi::syntax::locations::{Locations, Syntax};
use crate::openapi::syntax::{json, yaml};
use crate::report::{Diagnostic, Location, Report, Severity};

/// The greatest length of a file, in bytes: 64 MiB, four times the longest known description.
const LONGEST: u64 = 64 << 20;

/// A description with the contents of its files.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) document: SourceFile<Value>,
    /// The table of examples; if the folder has no `examples.yaml`, no check requires examples.
    pub(crate) example_table: Option<SourceFile<ExampleTable>>,
    pub(crate) errata: Option<SourceFile<Vec<Erratum>>>,
    /// The files in `examples/`, by name.
    pub(crate) examples: BTreeMap<String, Vec<u8>>,
    /// The folder that references may lead into; nothing outside of it is read.
    pub(crate) root: Utf8PathBuf,
    /// The values that have been moved within the document.
    pub(crate) moved: Moved,
    /// The changes by overlays.
    pub(crate) overlays: Overlays,
    /// The selected operations, if the folder has a selection.
    pub(crate) selection: Option<SourceFile<SelectionTable>>,
}

impl Source {
    /// The location of the value at a JSON pointer of the document in its file, or of the innermost existing
    /// value around it.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        let (file, pointer) = self.origin(pointer);
        file.location(&pointer)
    }

    /// The location of the name of the property at a JSON pointer of the document.
    pub(crate) fn location_of_name(&self, pointer: &str) -> Location {
        let (file, pointer) = self.origin(pointer);
        file.location_of_name(&pointer)
    }

    /// The value that a claim about the document refers to: the one at a JSON pointer, or the first match of
    /// a JSONPath (RFC 9535), as for the target of an overlay.
    pub(crate) fn claimed(&self, at: &str) -> Option<&Value> {
        match JsonPath::parse(at) {
            Ok(path) => path.query(&self.document.value).first(),
            Err(_) => self.document.value.pointer(at),
        }
    }

    /// Whether the target of a claim is valid: a JSON pointer, or a JSONPath that can be parsed.
    pub(crate) fn is_claim(at: &str) -> bool {
        at.is_empty() || at.starts_with('/') || JsonPath::parse(at).is_ok()
    }

    /// The file from which a value of the document comes, and its pointer there.
    fn origin<'a>(&'a self, pointer: &'a str) -> (&'a SourceFile<Value>, Cow<'a, str>) {
        let mut outer = pointer;
        loop {
            if let Some((file, origin)) = self.moved.origins.get(outer) {
                let origin = format!("{origin}{}", &pointer[outer.len()..]);
                return match self.moved.files.get(file.wrapping_sub(1)) {
                    Some(file) => (file, origin.into()),
                    None => self.own_origin(origin.into()),
                };
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return self.own_origin(pointer.into()),
            }
        }
    }

    /// The file and the pointer of a value in the document's own file: an overlay may have added it.
    fn own_origin<'a>(&'a self, pointer: Cow<'a, str>) -> (&'a SourceFile<Value>, Cow<'a, str>) {
        if self.overlays.files.is_empty() {
            return (&self.document, pointer);
        }
        let Origin { file, pointer } = self.overlays.origins.of(&pointer);
        let overlay = file.checked_sub(1).and_then(|index| self.overlays.files.get(index));
        (overlay.unwrap_or(&self.document), pointer.into())
    }

    /// All files that locations may be in, with their texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Utf8PathBuf, &Arc<str>)> {
        let table = self.example_table.iter().map(|table| (&table.file, &table.text));
        let errata = self.errata.iter().map(|errata| (&errata.file, &errata.text));
        let others = self.moved.files.iter().map(|other| (&other.file, &other.text));
        let document = (&self.document.file, &self.document.text);
        let overlays = self.overlays.files.iter().map(|overlay| (&overlay.file, &overlay.text));
        let selection = self.selection.iter().map(|table| (&table.file, &table.text));
        let all = std::iter::once(document).chain(others).chain(table).chain(errata);
        all.chain(overlays).chain(selection)
    }
}

/// The overlays of a document, and their changes.
#[derive(Clone, Default)]
pub(crate) struct Overlays {
    pub(crate) files: Vec<SourceFile<Value>>,
    pub(crate) origins: Origins,
}

impl Overlays {
    /// The location of a value of an overlay; none for one of the document.
    pub(crate) fn location(&self, origin: &Origin) -> Option<Location> {
        let file = self.files.get(origin.file.checked_sub(1)?)?;
        Some(file.location(&origin.pointer))
    }
}

/// The values and references that were moved from where the author wrote them.
#[derive(Clone, Default)]
pub(crate) struct Moved {
    /// The other files of the document. Their values are in the document.
    pub(crate) files: Vec<SourceFile<Value>>,
    /// The origin of each moved value, by its pointer in the document: its file, 0 for the document's own or
    /// from 1 for one of the others, and its pointer there.
    pub(crate) origins: HashMap<String, (usize, String)>,
    /// The reason why a reference is broken, and the advice, by the reference's pointer in the document.
    pub(crate) refused: BTreeMap<String, (String, String)>,
    /// The problems that prevent reading other files.
    pub(crate) faults: Vec<Diagnostic>,
}

/// A file: its value, and the locations in it.
#[derive(Clone)]
pub(crate) struct SourceFile<T> {
    pub(crate) value: T,
    pub(crate) file: Utf8PathBuf,
    pub(crate) text: Arc<str>,
    locations: Locations,
}

impl<T> SourceFile<T> {
    /// The location of the value at a JSON pointer, or of the innermost existing value around it.
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
    let selection = yaml_if_there(&folder.join("selection.yaml"), &mut report);
    let (moved, overlays) = (Moved::default(), Overlays::default());
    let source = document.map(|document| Source {
        document,
        example_table,
        errata,
        examples,
        root,
        moved,
        overlays,
        selection,
    });
    // If there is no document, the report contains a problem.
    report.or(source)?.ok_or_else(Report::default)
}

/// Reads one document that is not in a folder of `spec/`. References may lead into its own folder, or into
/// the given root.
pub(crate) fn read_document(input: Input<'_>) -> Result<Source, Report> {
    let Input { file, text, root, .. } = input;
    let own = file.parent().unwrap_or(Utf8Path::new(""));
    let mut report = Report::default();
    let document = match text {
        Some(text) => document_of(file, unmarked(text), &mut report),
        None => document(file, &mut report),
    };
    let source = document.map(|document| Source {
        document,
        example_table: None,
        errata: None,
        examples: BTreeMap::new(),
        root: root.unwrap_or(own).to_owned(),
        moved: Moved::default(),
        overlays: Overlays::default(),
        selection: None,
    });
    report.or(source)?.ok_or_else(Report::default)
}

/// Reads one file of a document, YAML or JSON.
pub(crate) fn document(file: &Utf8Path, report: &mut Report) -> Option<SourceFile<Value>> {
    let text = text_of(file, report)?;
    document_of(file, text, report)
}

/// Reads the text of a document.
fn document_of(file: &Utf8Path, text: Arc<str>, report: &mut Report) -> Option<SourceFile<Value>> {
    report.quote(file.to_owned(), text.clone());
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

/// The value of a text, and its syntax. A text that begins like JSON is first parsed as JSON, which is
/// faster; unless its file name is that of a JSON file, it may still be YAML.
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
            // The problem has the location, so its copy at the end of the message is removed.
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
            let text = unmarked(&text);
            report.quote(file.to_owned(), text.clone());
            Some(text)
        }
        Err(error) => {
            report.add(unreadable(file, &error));
            None
        }
    }
}

/// The text without the byte order mark that some editors write at the start of a file.
fn unmarked(text: &str) -> Arc<str> {
    text.strip_prefix('\u{feff}').unwrap_or(text).into()
}

/// The text of a file. A file that is too long is refused before it is read, and so is a device or a pipe,
/// which may never end.
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
    let (severity, related) = (Severity::Error, Vec::new());
    Diagnostic { severity, code, message, location, help: help.to_owned(), related }
}
