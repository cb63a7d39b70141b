//! What is compiled: a document, and the folder that its references may lead into.

use camino::{Utf8Path, Utf8PathBuf};

/// An OpenAPI document.
///
/// Its references may lead to files in its own folder and below, unless [`below`](Self::below) names
/// another folder: nothing outside is ever read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    pub(crate) file: &'a Utf8Path,
    pub(crate) root: Option<&'a Utf8Path>,
}

impl<'a> Input<'a> {
    /// The same document, with references that may lead to any file in a folder and below, such as one
    /// above that of the document.
    #[must_use]
    pub fn below(self, root: &'a Utf8Path) -> Self {
        Self { root: Some(root), ..self }
    }
}

impl<'a> From<&'a Utf8Path> for Input<'a> {
    fn from(file: &'a Utf8Path) -> Self {
        Self { file, root: None }
    }
}

impl<'a> From<&'a Utf8PathBuf> for Input<'a> {
    fn from(file: &'a Utf8PathBuf) -> Self {
        Self { file, root: None }
    }
}
