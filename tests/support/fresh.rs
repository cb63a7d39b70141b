//! Checks that a crate in this repository is what `guestlist generate` makes from its document today.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::generate::{Arguments, compile, write};

/// The number of files of a crate that would change if it were generated again from its `openapi.yaml`. A
/// copy is used: nothing is written to the folder.
pub fn stale(folder: &Utf8Path, name: &str) -> usize {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let out = Utf8PathBuf::try_from(scratch.path().join(name)).expect("UTF-8");
    copy(folder, &out);
    let spec = out.join("openapi.yaml");
    let compiled = compile(&spec, false).map_err(|report| report.to_string());
    let (files, _) = compiled.expect("a document without problems");
    let (spec, out, name) = (Some(spec), Some(out), Some(name.to_owned()));
    let arguments = Arguments { spec, out, name, ..Arguments::default() };
    write(&arguments, &files).expect("a folder that can be written")
}

/// Copies the files that the generator reads before it writes.
fn copy(from: &Utf8Path, to: &Utf8Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in from.read_dir_utf8().expect("a folder") {
        let entry = entry.expect("a file");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
