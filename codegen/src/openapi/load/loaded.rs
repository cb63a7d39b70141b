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
    /// The words in which it is written.
    pub(crate) edition: Edition,
}

/// A note about something that was left out, filled in, or understood although OpenAPI does not define it.
pub(crate) struct Note {
    severity: Severity,
    code: &'static str,
    at: At,
    message: String,
    help: String,
}

/// The place of a note.
enum At {
    /// A pointer of the document.
    Pointer(String),
    /// A location in a file, for something that is no longer in the document.
    Location(Location),
}

impl Note {
    pub(crate) fn new(pointer: &str, message: impl Into<String>, help: &str) -> Self {
        let at = At::Pointer(pointer.to_owned());
        let severity = Severity::Warning;
        Self { severity, code: "left-out", at, message: message.into(), help: help.to_owned() }
    }

    /// A note about something that a client does not need, which is not a mistake of the document.
    pub(crate) fn of_absence(pointer: &str, message: &str, help: &str) -> Self {
        Self { severity: Severity::Note, ..Self::new(pointer, message, help) }
    }

    /// A note about a reference that was replaced with its target.
    pub(crate) fn of_reference(location: Location, message: String, help: &str) -> Self {
        let at = At::Location(location);
        let (severity, code) = (Severity::Warning, "misplaced-reference");
        Self { severity, code, at, message, help: help.to_owned() }
    }
}

impl Note {
    /// Its pointer, if it is about something in the document.
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

    /// The document, read with the words of its own edition, for checks.
    pub(crate) fn document_as_written(&self) -> Document {
        Document::of_json(&self.source.document.value, self.edition)
    }

    /// The document as JSON, for leaving out parts with problems.
    pub(crate) fn json(&mut self) -> &mut Value {
        &mut self.source.document.value
    }

    /// The notes for readers of the generated code: these are not problems.
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
