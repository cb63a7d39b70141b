//! The crate is what the generator makes of its document today.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::generate::{Arguments, compile, write};

/// Copies what the generator looks at before it writes.
fn copy(from: &Utf8Path, to: &Utf8Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[test]
fn nothing_of_the_crate_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let out = Utf8PathBuf::try_from(folder.path().join("party")).unwrap();
    copy(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), &out);
    let arguments = Arguments {
        spec: out.join("openapi.yaml"),
        out,
        name: Some("guestlist-party".to_owned()),
        partial: false,
        runtime: None,
        force: false,
    };
    let (files, _) = compile(&arguments.spec, false).map_err(|report| report.to_string()).unwrap();
    assert_eq!(write(&arguments, &files).unwrap(), 0, "run the command of `src/lib.rs`");
}
