//! A loaded document, and notes about it.

use serde_json::Value;

use crate::openapi::source::Source;
use crate::report::{Diagnostic, Report};

/// A document of OpenAPI 3.0. Only [`load`](crate::openapi::load::load) and
/// [`as_written`](crate::openapi::load::as_written) make one.
pub(crate) struct Loaded {
    pub(crate) source: Source,
    pub(crate) notes: Vec<Note>,
}

/// Something that was left out or filled in, and its pointer.
pub(crate) struct Note {
    pub(crate) pointer: String,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Note {
    pub(crate) fn new(pointer: &str, message: impl Into<String>, help: &str) -> Self {
        Self { pointer: pointer.to_owned(), message: message.into(), help: help.to_owned() }
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

    /// The document, to leave out what has problems.
    pub(crate) fn document(&mut self) -> &mut Value {
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
                code: "left-out",
                message: note.message.clone(),
                place: self.source.location(&note.pointer),
                help: note.help.clone(),
            });
        }
        report.sorted()
    }
}
