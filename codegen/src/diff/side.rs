//! One of the two descriptions, ready for comparison.

use camino::Utf8Path;
use serde_json::Value;

use crate::check::rule::Scope;
use crate::diff::errata::{KnownErratum, errata};
use crate::input::Input;
use crate::openapi::document::Document;
use crate::openapi::document::json::Json as _;
use crate::openapi::source::Source;
use crate::openapi::{load, source};
use crate::package::Files;
use crate::package::surface::Surface;
use crate::progress::Progress;
use crate::report::{Location, Report};
use crate::{check, pipeline, select};

/// A compared description: its generated code and its document.
#[derive(Clone, Debug)]
pub struct Version {
    /// The generated code.
    pub files: Files,

    /// The document in the words of OpenAPI 3.0, with all its files.
    pub document: Value,

    /// The known errors of the pages from which it was written.
    pub errata: Vec<KnownErratum>,
}

/// A description.
pub(crate) struct Side {
    pub(crate) document: Document,
    pub(crate) surface: Surface,
    files: Files,
    source: Source,
}

impl Side {
    pub(crate) fn of_document(input: Input<'_>) -> Result<Self, Report> {
        let mut loaded = load::load(pipeline::read(input)?);
        pipeline::select(&mut loaded, input)?;
        let (document, kept) = (loaded.document(), loaded.source().clone());
        Ok(Self::of(document, kept, pipeline::compile_loaded(loaded, input)?))
    }

    pub(crate) fn of_folder(folder: &Utf8Path) -> Result<Self, Report> {
        let mut loaded = load::as_written(source::read(folder)?);
        select::select_of_folder(&mut loaded)?;
        let (document, kept) = (loaded.document(), loaded.source().clone());
        // The examples of an old description are not available to be checked.
        let checked = check::check(loaded, Scope::Any)?.0;
        Ok(Self::of(document, kept, pipeline::make(checked, &Progress::new())?))
    }

    fn of(document: Document, source: Source, files: Files) -> Self {
        let surface = files.surface();
        Self { document, surface, files, source }
    }

    /// Keeps only the parts that are needed to run the code.
    pub(crate) fn into_version(self) -> Version {
        let errata = errata(&self.source);
        Version { files: self.files, document: self.document.write(), errata }
    }

    /// The location of the value at a JSON pointer of the document.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        self.source.location(pointer)
    }
}
