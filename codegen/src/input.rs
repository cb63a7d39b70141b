//! What is compiled: a document, what is to be changed in it, and what of it is wanted.

use camino::{Utf8Path, Utf8PathBuf};

use crate::progress::Progress;

/// An OpenAPI document.
///
/// Its references may lead to files in its own folder and below, unless [`below`](Self::below) names
/// another folder: nothing outside is ever read.
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
    /// The same document, with references that may lead to any file in a folder and below, such as one
    /// above that of the document.
    #[must_use]
    pub fn below(self, root: &'a Utf8Path) -> Self {
        Self { root: Some(root), ..self }
    }

    /// The same document with a text that is not read from its file, such as one that came from
    /// standard input. Messages name the file all the same.
    #[must_use]
    pub fn with_text(self, text: &'a str) -> Self {
        Self { text: Some(text), ..self }
    }

    /// The same document as overlays change it, one after the other.
    #[must_use]
    pub fn overlaid(self, overlays: &'a [Utf8PathBuf]) -> Self {
        Self { overlays, ..self }
    }

    /// The same document, with something that tells another thread how far its compilation is.
    #[must_use]
    pub fn watched(self, progress: &'a Progress) -> Self {
        Self { progress, ..self }
    }

    /// Some operations of the same document.
    #[must_use]
    pub fn selecting(self, selection: &'a Selection) -> Self {
        Self { selection: Some(selection), ..self }
    }
}

impl<'a> From<&'a Utf8Path> for Input<'a> {
    fn from(file: &'a Utf8Path) -> Self {
        // Of those who do not look.
        static UNSEEN: Progress = Progress::new();
        Self { file, text: None, root: None, overlays: &[], selection: None, progress: &UNSEEN }
    }
}

impl<'a> From<&'a Utf8PathBuf> for Input<'a> {
    fn from(file: &'a Utf8PathBuf) -> Self {
        Self::from(file.as_path())
    }
}

/// Which operations of a document are wanted.
///
/// A selector is an `operationId`, `tag:NAME`, `METHOD /path` or `/path`. In each, `*` stands for any
/// characters but `/`, and `**` for any at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The operations that are made; all of them where this is empty.
    pub only: Vec<String>,

    /// The operations that are left out, though `only` has them.
    pub skip: Vec<String>,

    /// Whether components stay that no chosen operation needs.
    pub all_components: bool,
}

impl Selection {
    /// Whether nothing is selected or left out.
    pub fn is_empty(&self) -> bool {
        self.only.is_empty() && self.skip.is_empty()
    }
}
