//! What the files of a crate are made of.

use camino::Utf8Path;
use guestlist_codegen::{About, Files, visible};

use crate::choices::chosen::Choices;
use crate::target::Target;

/// A crate that is to be made.
pub(crate) struct Package<'a> {
    pub(crate) name: &'a str,
    /// The folder of the crate.
    pub(crate) out: &'a Utf8Path,
    /// The name of the document's file.
    pub(crate) file: &'a str,
    pub(crate) choices: &'a Choices,
    pub(crate) target: &'a Target,
    pub(crate) files: &'a Files,
}

impl Package<'_> {
    /// The name of the document's file, without what would end a comment or hide in it.
    pub(super) fn shown_file(&self) -> String {
        visible(&self.file.replace(['\n', '\t'], " ")).into_owned()
    }

    /// Whether the front page that is there shows the list of what is left out.
    pub(super) fn shows_left_out(&self) -> bool {
        let front = std::fs::read_to_string(self.out.join("src/lib.rs"));
        front.is_ok_and(|front| front.contains("generated/left_out.md"))
    }

    pub(super) fn about(&self) -> &About {
        self.files.about()
    }

    /// The name as code writes it.
    pub(super) fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The title in one line of text, or the name of the file where the document has none.
    pub(super) fn title(&self) -> &str {
        match self.about().title.as_str() {
            "" => self.file,
            title => title,
        }
    }
}
