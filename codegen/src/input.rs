//! The input of a compilation: a document, its overlays, and the selected operations.

use camino::{Utf8Path, Utf8PathBuf};

use crate::progress::Progress;

/// An OpenAPI document.
///
/// Its references may lead to files in its own folder and below, unless [`below`](Self::below) names another
/// folder: nothing outside is ever read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    pub(crate) file: &'a Utf8Path,
    pub(crate) text: Option<&'a str>,
    pub(crate) root: Option<&'a Utf8Path>,
    pub(crate) overlays: &'a [Utf8PathBuf],
    pub(crate) selection: Option<&'a Selection>,
    pub(crate) progress: &'a Progress,
}

impl<'a> Input<'a> {
    /// The same document, with references that may lead to any file in a folder and below, such as a parent
    /// of the document's folder.
    #[must_use]
    pub fn below(self, root: &'a Utf8Path) -> Self {
        Self { root: Some(root), ..self }
    }

    /// The same document with the given text instead of that of its file, for example from standard input.
    /// Messages still name the file.
    #[must_use]
    pub fn with_text(self, text: &'a str) -> Self {
        Self { text: Some(text), ..self }
    }

    /// The same document with overlays, which are applied in order.
    #[must_use]
    pub fn overlaid(self, overlays: &'a [Utf8PathBuf]) -> Self {
        Self { overlays, ..self }
    }

    /// The same document, whose compilation reports its progress to another thread.
    #[must_use]
    pub fn watched(self, progress: &'a Progress) -> Self {
        Self { progress, ..self }
    }

    /// The same document with selected operations.
    #[must_use]
    pub fn selecting(self, selection: &'a Selection) -> Self {
        Self { selection: Some(selection), ..self }
    }
}

impl<'a> From<&'a Utf8Path> for Input<'a> {
    fn from(file: &'a Utf8Path) -> Self {
        // The progress if nobody reads it.
        static UNSEEN: Progress = Progress::new();
        Self { file, text: None, root: None, overlays: &[], selection: None, progress: &UNSEEN }
    }
}

impl<'a> From<&'a Utf8PathBuf> for Input<'a> {
    fn from(file: &'a Utf8PathBuf) -> Self {
        Self::from(file.as_path())
    }
}

/// A selection of operations.
///
/// A selector is an `operationId`, `tag:NAME`, `METHOD /path` or `/path`. In each, `*` stands for any
/// characters except `/`, and `**` for any characters at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The selected operations; all if this is empty.
    pub only: Vec<String>,

    /// The operations that are left out, even if `only` has them.
    pub skip: Vec<String>,

    /// Whether to keep components that no selected operation needs.
    pub all_components: bool,
}

impl Selection {
    /// Whether it selects all operations.
    pub fn is_empty(&self) -> bool {
        self.only.is_empty() && self.skip.is_empty()
    }
}
