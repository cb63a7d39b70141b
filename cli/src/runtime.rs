//! The copy of `guestlist-runtime` in a crate's folder.
//!
//! It plans the changes that make a folder contain the runtime with which this tool was built. An edited file
//! is never overwritten: that is an error, and nothing is written.

mod manifest;
mod record;

use std::fs;

use anyhow::{Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

use crate::write::Plan;
use record::Record;

/// The name of the package.
pub(crate) const NAME: &str = "guestlist-runtime";

/// The files of the copy, besides its manifest and [`RECORD`].
const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// The file with the checksums of the others as they were written.
pub(crate) const RECORD: &str = "CHECKSUMS.txt";

/// Adds the changes for a copy in a folder to a plan, and returns the number of files. A folder with a user's
/// own runtime has no [`RECORD`], and stays as it is.
///
/// # Errors
///
/// When a file of the copy was edited, or the folder contains something else.
pub(crate) fn plan(plan: &mut Plan, folder: &Utf8Path) -> Result<usize> {
    let Some(old) = known(folder)? else { return Ok(0) };
    let files = files()?;
    refuse_edited(folder, &old, &files)?;
    let before = plan.paths().count();
    let record = Record::of(&files).to_string();
    for path in old.paths().filter(|path| !files.iter().any(|(name, _)| name == path)) {
        let orphan = folder.join(path);
        if orphan.exists() {
            plan.orphans.push(orphan);
        }
    }
    for (name, text) in files {
        plan.file(folder.join(name), text);
    }
    plan.file(folder.join(RECORD), record);
    Ok(plan.paths().count() - before)
}

/// The record of the files in a folder; empty for a new folder. None for a user's own runtime, which is never
/// written.
fn known(folder: &Utf8Path) -> Result<Option<Record>> {
    let path = folder.join(RECORD);
    if let Ok(text) = fs::read_to_string(&path) {
        return match Record::parse(&text) {
            Some(record) => Ok(Some(record)),
            None => bail!(
                "{path} is not as it was written: remove it to keep {folder} as it is, or remove the \
                 folder to have it anew"
            ),
        };
    }
    if crate::manifest::name_of(folder).as_deref() == Some(NAME) {
        return Ok(None);
    }
    let holds_nothing = |folder: &Utf8Path| {
        folder.read_dir_utf8().is_ok_and(|entries| entries.flatten().next().is_none())
    };
    if folder.exists() && !holds_nothing(folder) {
        bail!(
            "{folder} holds something other than `{NAME}`, which would be written there: name \
             another folder with `--runtime PATH`"
        );
    }
    Ok(Some(Record::default()))
}

/// The number of edited files that a message names.
const NAMED: usize = 5;

/// Refuses to overwrite an edited file, or a user's own file in the place of one.
fn refuse_edited(folder: &Utf8Path, old: &Record, files: &[(String, String)]) -> Result<()> {
    let is_edited = |name: &str, new: Option<&str>| {
        let Ok(text) = fs::read_to_string(folder.join(name)) else { return false };
        !old.has(name, &text) && new.is_none_or(|new| !record::is_same(new, &text))
    };
    let written = files.iter().filter(|(name, text)| is_edited(name, Some(text)));
    let gone = old.paths().filter(|path| !files.iter().any(|(name, _)| name == path));
    let gone = gone.filter(|path| is_edited(path, None));
    let edited: Vec<Utf8PathBuf> =
        written.map(|(name, _)| name.as_str()).chain(gone).map(|name| folder.join(name)).collect();
    if edited.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = edited.iter().take(NAMED).map(|path| path.as_str()).collect();
    let more = match edited.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    bail!(
        "the copy of `{NAME}` was edited: {}{more}. To go on with your version, remove \
         {folder}/{RECORD}: then nothing is written there any more. To have the copy anew, remove \
         the folder",
        named.join(", "),
    )
}

/// All files of the copy except [`RECORD`], in order.
fn files() -> Result<Vec<(String, String)>> {
    let mut files: Vec<(String, String)> =
        FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    files.push(("Cargo.toml".to_owned(), manifest::text()?));
    files.sort();
    Ok(files)
}
