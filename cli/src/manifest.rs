//! Reading other crates' Cargo manifests.

use std::fs;

use camino::Utf8Path;
use toml_edit::DocumentMut;

/// The manifest of a folder, if there is one that can be read.
pub(crate) fn of(folder: &Utf8Path) -> Option<DocumentMut> {
    fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()
}

/// The name of a manifest's package.
pub(crate) fn name_in(manifest: &DocumentMut) -> Option<&str> {
    manifest.get("package")?.get("name")?.as_str()
}

/// The name of the package in a folder.
pub(crate) fn name_of(folder: &Utf8Path) -> Option<String> {
    name_in(&of(folder)?).map(str::to_owned)
}
