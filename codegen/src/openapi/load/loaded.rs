//! A loaded document, and notes about it.

use serde_json::Value;

use crate::openapi::document::Document;
use crate::openapi::document::reading::Edition;
use crate::openapi::source::Source;
use crate::report::{Diagnostic, Location, Report, Severity};

/// One document. Only [`load`](crate::openapi::load::load) and
/// [`as_written`](crate::openapi::load::as_written) make it.
pub(crate) struct Loaded {
    pub(crate) source: Source,
    pub(crate) notes: Vec<Note>,
    /// The words that it is written in.
    pub(crate) edition: Edition,
}

/// Something that was left out, filled in, or understood although OpenAPI does not have it.
pub(crate) struct Note {
    severity: Severity,
    code: &'static str,
    at: At,
    message: String,
    help: String,
}

/// Where a note belongs.
enum At {
    /// A pointer of the document.
    Pointer(String),
    /// A location in a file, for what is not in the document any more.
    Location(Location),
}

impl Note {
    pub(crate) fn new(pointer: &str, message: impl Into<String>, help: &str) -> Self {
        let at = At::Pointer(pointer.to_owned());
        let severity = Severity::Warning;
        Self { severity, code: "left-out", at, message: message.into(), help: help.to_owned() }
    }

    /// A note about something that a client does not have, which is no slip of the document.
    pub(crate) fn of_absence(pointer: &str, message: &str, help: &str) -> Self {
        Self { severity: Severity::Note, ..Self::new(pointer, message, help) }
    }

    /// A note about a reference that was replaced by what it leads to.
    pub(crate) fn of_reference(location: Location, message: String, help: &str) -> Self {
        let at = At::Location(location);
        let (severity, code) = (Severity::Warning, "misplaced-reference");
        Self { severity, code, at, message, help: help.to_owned() }
    }
}

impl Note {
    /// The pointer of the document that it is about, where it is in the document.
    pub(crate) fn pointer(&self) -> Option<&str> {
        match &self.at {
            At::Pointer(pointer) => Some(pointer),
            At::Location(_) => None,
        }
    }
}

impl Loaded {
    /// The description.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// The description.
    pub(crate) fn into_source(self) -> Source {
        self.source
    }

    /// The document.
    pub(crate) fn document(&self) -> Document {
        Document::of_json(&self.source.document.value, Edition::Any)
    }

    /// The document, read by the words that it is written in, for checks.
    pub(crate) fn document_as_written(&self) -> Document {
        Document::of_json(&self.source.document.value, self.edition)
    }

    /// The document as JSON, to leave out what has problems.
    pub(crate) fn json(&mut self) -> &mut Value {
        &mut self.source.document.value
    }

    /// What the reader of the generated code has to know about the document: not problems, but notes.
    pub(crate) fn notes(&self) -> Report {
        let mut report = Report::default();
        for (file, text) in self.source.texts() {
            report.quote(file.clone(), text.clone());
        }
        for note in &self.notes {
            report.add(Diagnostic {
                severity: note.severity,
                code: note.code,
                message: note.message.clone(),
                location: match &note.at {
                    At::Pointer(pointer) => self.source.location(pointer),
                    At::Location(location) => location.clone(),
                },
                help: note.help.clone(),
                related: Vec::new(),
            });
        }
        report.sorted()
    }
}
