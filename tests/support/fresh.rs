//! Whether a crate in this repository is what `guestlist generate` makes of its document today.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::generate::{Arguments, compile, write};

/// How many files of a crate would change if it were generated again from its `openapi.yaml`. It is
/// done with a copy: nothing is written to the folder.
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

/// Copies what the generator looks at before it writes.
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
