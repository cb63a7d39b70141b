//! The files of a crate.
//!
//! In goes what was compiled, out come paths and contents. Nothing is written here.

mod documented;
mod example;
mod front;
mod manifest;
mod readme;

use camino::Utf8PathBuf;
use guestlist_codegen::{About, Files, visible};

use crate::place::{MARK, Place};

pub(crate) use documented::FOLDER as DOCUMENTED;

/// A crate that is to be made.
pub(crate) struct Package<'a> {
    pub(crate) name: &'a str,
    /// The name of the document's file.
    pub(crate) file: &'a str,
    pub(crate) place: &'a Place,
    pub(crate) files: &'a Files,
}

impl Package<'_> {
    /// The files that people go on with: they are made once.
    pub(crate) fn by_hand(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Cargo.toml", manifest::text(self)),
            ("README.md", readme::text(self)),
            ("src/lib.rs", front::text(self)),
            ("examples/first_call.rs", example::program(self)),
            (".gitignore", "/target\n/Cargo.lock\n".to_owned()),
        ]
    }

    /// The files in `src/generated/`: they are made anew each time.
    pub(crate) fn generated(&self) -> Vec<(Utf8PathBuf, String)> {
        let header = format!("{MARK} from {}. Do not edit.\n\n", self.shown_file());
        let files = self.files.iter();
        files.map(|(path, content)| (path.to_owned(), format!("{header}{content}"))).collect()
    }

    /// The files in [`DOCUMENTED`]: they are made anew each time.
    pub(crate) fn documented(&self) -> Vec<(Utf8PathBuf, String)> {
        documented::files(self)
    }

    /// The name of the document's file, without what would end a comment or hide in it.
    fn shown_file(&self) -> String {
        visible(&self.file.replace(['\n', '\t'], " ")).into_owned()
    }

    fn about(&self) -> &About {
        self.files.about()
    }

    /// The name as code writes it.
    fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The title in one line of text, or the name of the file where the document has none.
    fn title(&self) -> &str {
        match self.about().title.as_str() {
            "" => self.file,
            title => title,
        }
    }
}
