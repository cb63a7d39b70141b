//! A vendor is named only in its description, in its own crate, and in few other places, so the next one can
//! be added without touching shared code.

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_tests::catalogue::crates;

use crate::workspace::real_root;

/// Where vendors are named on purpose: files, and folders with all that is in them.
const ALLOWED: [&str; 14] = [
    // Pages that tell people what there is.
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    // Cargo has no other way to name a package than in a manifest.
    "Cargo.toml",
    "tests/Cargo.toml",
    "tests/benches/Cargo.toml",
    "tests/peers/models/Cargo.toml",
    "tests/peers/programs/guestlist/Cargo.toml",
    "tests/peers/programs/vendor/Cargo.toml",
    // Measured are real bodies, beside the vendor's own client.
    "codegen/README.md",
    "tests/benches",
    "tests/peers",
    "tests/client_policy/calling.rs",
    "tests/support/generated",
];

#[test]
fn a_vendor_is_named_in_few_places() {
    let mut named = BTreeSet::new();
    search(&real_root(), Utf8Path::new(""), &mut named);
    let is_allowed = |file: &Utf8PathBuf| ALLOWED.iter().any(|allowed| file.starts_with(allowed));
    let wrong: Vec<_> = named.iter().filter(|file| !is_allowed(file)).collect();
    assert!(wrong.is_empty(), "these files name a vendor: {wrong:#?}");
    let is_needed = |allowed: &&&str| named.iter().any(|file| file.starts_with(allowed));
    let stale: Vec<_> = ALLOWED.iter().filter(|allowed| !is_needed(allowed)).collect();
    assert!(stale.is_empty(), "these name no vendor, and need not be allowed: {stale:#?}");
}

/// Adds the files of a folder, and below, that name a vendor. What is generated, recorded or locked
/// names them because it is made of what does.
fn search(root: &Utf8Path, folder: &Utf8Path, named: &mut BTreeSet<Utf8PathBuf>) {
    let vendors = crates();
    for entry in root.join(folder).read_dir_utf8().unwrap().map(|entry| entry.unwrap()) {
        let path = folder.join(entry.file_name());
        let is_own = path.starts_with("spec")
            || vendors.iter().any(|vendor| path == Utf8Path::new("crates").join(vendor));
        let is_made = [".git", "target"].contains(&entry.file_name())
            || matches!(path.extension(), Some("snap" | "new" | "lock"));
        let ty = entry.file_type().unwrap();
        // A link names nothing of its own.
        if is_own || is_made || ty.is_symlink() {
            continue;
        }
        if ty.is_dir() {
            search(root, &path, named);
        } else {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).to_lowercase();
            if vendors.iter().any(|vendor| text.contains(vendor)) {
                named.insert(path);
            }
        }
    }
}
