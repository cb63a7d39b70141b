//! `SECURITY.md` names only tests that exist.

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_tests::catalogue::crates;

use crate::workspace::real_root;

/// The Rust files of a folder and below.
fn sources(folder: &Utf8Path, found: &mut Vec<Utf8PathBuf>) {
    for entry in folder.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        match (entry.file_type().unwrap().is_dir(), entry.path().extension()) {
            (true, _) if entry.file_name() != "generated" => sources(entry.path(), found),
            (false, Some("rs")) => found.push(entry.path().to_owned()),
            _ => {}
        }
    }
}

#[test]
fn each_promise_names_a_test_that_there_is() {
    let root = real_root();
    let mut files = Vec::new();
    for folder in ["cli/src", "codegen/src", "crates/runtime/src", "tests"] {
        sources(&root.join(folder), &mut files);
    }
    for client in crates() {
        sources(&root.join("crates").join(client).join("tests"), &mut files);
    }
    let modules: BTreeSet<&str> = files.iter().filter_map(|file| file.file_stem()).collect();
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let page = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with('|'));
    let names = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let mut count = 0;
    for name in names {
        let Some((path, test)) = name.rsplit_once("::") else { continue };
        let module = path.rsplit("::").find(|part| *part != "tests").unwrap();
        if module.starts_with(char::is_uppercase) {
            continue;
        }
        count += 1;
        assert!(modules.contains(module), "there is no module of {name}");
        let head = format!("fn {test}(");
        let is_there = test == "*" || texts.iter().any(|text| text.contains(&head));
        assert!(is_there, "there is no test {name}");
    }
    assert!(count > 30, "{count} tests are named");
}
