//! Lists the sources of `guestlist-runtime`, which the tool copies into the crates that it generates.
//!
//! `runtime/` holds links into the workspace, which `cargo package` turns into files. So the tool has
//! the same sources, whether it is built from a checkout or from a registry.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files of the copy outside `src/`, each with its source.
const OTHERS: [(&str, &str); 3] = [
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("README.md", "runtime/README.md"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let sources = package.join("runtime/src").canonicalize();
    let sources =
        sources.map_err(|error| format!("runtime/src is not a link that works: {error}"))?;
    let mut files = Vec::new();
    collect(&sources, "src", &mut files)?;
    for (name, path) in OTHERS {
        files.push((name.to_owned(), package.join(path).canonicalize()?));
    }
    files.sort();
    let mut list = String::from("[\n");
    for (name, path) in &files {
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
    }
    list.push_str("]\n");
    write(&PathBuf::from(env::var("OUT_DIR")?).join("runtime_files.rs"), &list)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", sources.display());
    Ok(())
}

/// Collects the Rust files in a folder and below, by their names in the copy.
fn collect(
    folder: &Path,
    name: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let own = path.file_name().and_then(|name| name.to_str()).ok_or("a name is not UTF-8")?;
        let name = format!("{name}/{own}");
        if path.is_dir() {
            collect(&path, &name, files)?;
        } else if own.ends_with(".rs") {
            files.push((name, path));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "cargo names the folder, and nobody else uses it")]
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    fs::write(path, text)
}
