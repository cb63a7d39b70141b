//! The input for the files of a crate.

use camino::Utf8Path;
use guestlist_codegen::{About, Files, visible};

use crate::choices::chosen::Choices;
use crate::target::Target;

/// A crate to be generated.
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
    /// The name of the document's file, without characters that would end a comment or hide in it.
    pub(super) fn shown_file(&self) -> String {
        visible(&self.file.replace(['\n', '\t'], " ")).into_owned()
    }

    /// Whether the existing front page shows the list of omissions.
    pub(super) fn shows_left_out(&self) -> bool {
        let front = std::fs::read_to_string(self.out.join("src/lib.rs"));
        front.is_ok_and(|front| front.contains("generated/left_out.md"))
    }

    pub(super) fn about(&self) -> &About {
        self.files.about()
    }

    /// The crate name in code.
    pub(super) fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The title on one line, or the name of the file if the document has none.
    pub(super) fn title(&self) -> &str {
        match self.about().title.as_str() {
            "" => self.file,
            title => title,
        }
    }
}
