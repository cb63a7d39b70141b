//! The options of a run, with paths relative to the working directory or to the crate.

use anyhow::Result;
use camino::{Utf8Path, Utf8PathBuf};

use crate::paths::{absolute, from_here, relative};

/// The name for a document from standard input.
pub(crate) const STDIN: &str = "-";

/// The name for the registry's runtime.
pub(super) const REGISTRY: &str = "registry";

/// The options of a run. Paths are relative to the working directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    pub(crate) spec: Utf8PathBuf,
    pub(crate) root: Option<Utf8PathBuf>,
    pub(crate) overlays: Vec<Utf8PathBuf>,
    pub(crate) only: Vec<String>,
    pub(crate) skip: Vec<String>,
    pub(crate) all_components: bool,
    pub(crate) partial: bool,
    pub(crate) runtime: Option<Runtime>,
}

/// The place of the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Runtime {
    Folder(Utf8PathBuf),
    Registry,
}

impl Runtime {
    pub(super) fn of(text: &str) -> Self {
        if text == REGISTRY { Self::Registry } else { Self::Folder(text.into()) }
    }
}

impl Choices {
    /// Whether the document comes from standard input.
    pub(crate) fn is_piped(&self) -> bool {
        self.spec == STDIN
    }

    /// The name of the document in messages.
    pub(crate) fn shown_spec(&self) -> &str {
        if self.is_piped() { "standard input" } else { self.spec.as_str() }
    }

    /// The same with paths relative to the folder of the crate.
    pub(super) fn below(&self, out: &Utf8Path) -> Result<Self> {
        let out = absolute(out)?;
        let path = |path: &Utf8PathBuf| match path.as_str() {
            STDIN => Ok(path.clone()),
            _ => Ok(relative(&out, &unlinked(path)?)),
        };
        let runtime = match &self.runtime {
            Some(Runtime::Folder(folder)) => Some(Runtime::Folder(path(folder)?)),
            other => other.clone(),
        };
        Ok(Self {
            spec: path(&self.spec)?,
            root: self.root.as_ref().map(path).transpose()?,
            overlays: self.overlays.iter().map(path).collect::<Result<_>>()?,
            runtime,
            ..self.clone()
        })
    }

    /// The same with paths relative to the working directory.
    pub(super) fn seen_from_here(self, out: &Utf8Path) -> Self {
        let path = |path: Utf8PathBuf| match path.as_str() {
            STDIN => path,
            _ => from_here(out, &path),
        };
        let runtime = self.runtime.map(|runtime| match runtime {
            Runtime::Folder(folder) => Runtime::Folder(path(folder)),
            Runtime::Registry => Runtime::Registry,
        });
        Self {
            spec: path(self.spec),
            root: self.root.map(path),
            overlays: self.overlays.into_iter().map(path).collect(),
            runtime,
            ..self
        }
    }
}

/// The absolute path of a file. Links are resolved in its folder, but not in the file, which the user named.
fn unlinked(path: &Utf8Path) -> Result<Utf8PathBuf> {
    let folder = path.parent().map(|folder| if folder == "" { Utf8Path::new(".") } else { folder });
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => Ok(absolute(folder)?.join(name)),
        _ => absolute(path),
    }
}
