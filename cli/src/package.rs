//! The files of a crate.
//!
//! In goes what was compiled, out come paths and contents. Nothing is written here.

mod documented;
mod example;
mod front;
mod input;
mod manifest;
mod readme;

use camino::Utf8PathBuf;

use crate::target::MARK;

pub(crate) use documented::{FOLDER as DOCUMENTED, files as documented};
pub(crate) use input::Package;
pub(crate) use manifest::completed;

/// The files that people go on with: they are made once.
pub(crate) fn by_hand(package: &Package<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("Cargo.toml", manifest::text(package)),
        ("README.md", readme::text(package)),
        ("src/lib.rs", front::text(package)),
        ("examples/first_call.rs", example::program(package)),
        (".gitignore", "/target\n/Cargo.lock\n".to_owned()),
    ]
}

/// The files in `src/generated/`: they are made anew each time.
pub(crate) fn generated(package: &Package<'_>) -> Vec<(Utf8PathBuf, String)> {
    let header = format!("{MARK} from {}. Do not edit.\n\n", package.shown_file());
    let files = package.files.iter();
    files.map(|(path, content)| (path.to_owned(), format!("{header}{content}"))).collect()
}
