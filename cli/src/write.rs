//! The one file that writes.
//!
//! A plan is made first and carried out at the end: new contents go into temporary files beside
//! their targets, and only when all of them are there are they renamed. A file whose content is
//! already right is not touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;

use anyhow::{Context as _, Result};
use camino::{Utf8Path, Utf8PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// What has to change.
#[derive(Default)]
pub struct Plan {
    /// Files whose content is new or other, with it.
    pub changed: Vec<(Utf8PathBuf, String)>,
    /// Files that nothing makes any more.
    pub orphans: Vec<Utf8PathBuf>,
}

impl Plan {
    /// Whether nothing has to change.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.orphans.is_empty()
    }

    /// All paths that change.
    pub fn paths(&self) -> impl Iterator<Item = &Utf8Path> {
        let changed = self.changed.iter().map(|(path, _)| path);
        changed.chain(&self.orphans).map(Utf8PathBuf::as_path)
    }

    /// Adds a file that has to have this content.
    pub fn file(&mut self, path: Utf8PathBuf, content: String) {
        if !fs::read(&path).is_ok_and(|old| old == content.as_bytes()) {
            self.changed.push((path, content));
        }
    }

    /// Adds what has to change for a folder to hold these files and no others.
    pub fn folder(&mut self, folder: &Utf8Path, files: Vec<(Utf8PathBuf, String)>) -> Result<()> {
        let mut expected = BTreeSet::new();
        for (path, content) in files {
            let path = folder.join(path);
            expected.insert(path.clone());
            self.file(path, content);
        }
        let found = files_below(folder)?;
        self.orphans.extend(found.into_iter().filter(|path| !expected.contains(path)));
        Ok(())
    }

    /// Carries the plan out: all of it, or, when something fails, none of it.
    pub fn apply(self) -> Result<()> {
        self.paths().try_for_each(refuse_protected)?;
        let mut made = Vec::new();
        let result = self.carry_out(&mut made);
        if result.is_err() {
            undo_folders(&made);
        }
        result
    }

    /// Notes in `made` the folders that it makes. What it has put down otherwise is gone again when
    /// it fails.
    fn carry_out(&self, made: &mut Vec<Utf8PathBuf>) -> Result<()> {
        let mut ready = Vec::new();
        for (path, content) in &self.changed {
            ready.push((stage(path, content, made)?, path));
        }
        let mut done: Vec<(&Utf8Path, Option<Vec<u8>>)> = Vec::new();
        for (file, path) in ready {
            let old = fs::read(path).ok();
            if let Err(error) = file.persist(path) {
                undo(&done);
                return Err(error.error).with_context(|| format!("{path} cannot be written"));
            }
            done.push((path, old));
        }
        for path in &self.orphans {
            let old = fs::read(path).ok();
            if let Err(error) = remove(path) {
                undo(&done);
                return Err(error).with_context(|| format!("{path} cannot be removed"));
            }
            done.push((path, old));
        }
        self.orphans.iter().for_each(|path| remove_empty_folders(path));
        Ok(())
    }
}

/// Refuses a file that is read-only, or stands in a folder that is: renaming would get around the
/// first, and the owner of the machine around both.
fn refuse_protected(path: &Utf8Path) -> Result<()> {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists());
    for protected in [Some(path), folder].into_iter().flatten() {
        if fs::metadata(protected).is_ok_and(|found| found.permissions().readonly()) {
            anyhow::bail!("{path} cannot be written: {protected} is read-only");
        }
    }
    Ok(())
}

/// Writes the content beside the target, with the permissions that the target will have. The file is
/// closed again: there may be more of them than a process may have open.
fn stage(path: &Utf8Path, content: &str, made: &mut Vec<Utf8PathBuf>) -> Result<TempPath> {
    let folder = path.parent().context("a file has a folder")?;
    let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    made.extend(missing.iter().rev().map(|folder| (*folder).to_owned()));
    fs::create_dir_all(folder).with_context(|| format!("{folder} cannot be made"))?;
    let why = || format!("{path} cannot be written");
    let mut file = NamedTempFile::new_in(folder).with_context(why)?;
    file.write_all(content.as_bytes()).with_context(why)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions()).with_context(why)?;
    } else {
        readable(&file).with_context(why)?;
    }
    Ok(file.into_temp_path())
}

#[cfg(unix)]
fn readable(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

/// Removes the folders that a removed file leaves empty, up to the one that is generated as a whole;
/// one that is in use stays.
fn remove_empty_folders(path: &Utf8Path) {
    let is_generated = |name: &str| matches!(name, "generated" | "documented");
    let is_inside =
        |folder: &&Utf8Path| folder.components().any(|part| is_generated(part.as_str()));
    for folder in path.ancestors().skip(1).take_while(is_inside) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// Puts back what was there. What fails here cannot be helped any more.
fn undo(done: &[(&Utf8Path, Option<Vec<u8>>)]) {
    for (path, old) in done.iter().rev() {
        let _ = match old {
            Some(old) => restore(path, old),
            None => remove(path),
        };
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes")]
fn restore(path: &Utf8Path, content: &[u8]) -> std::io::Result<()> {
    fs::write(path, content)
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes")]
fn remove(path: &Utf8Path) -> std::io::Result<()> {
    fs::remove_file(path)
}

/// Removes the folders that were made, the innermost first; one that is in use stays.
fn undo_folders(made: &[Utf8PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

fn files_below(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in folder.read_dir_utf8().with_context(|| format!("{folder} cannot be read"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(entry.path())?);
        } else {
            files.push(entry.path().to_owned());
        }
    }
    files.sort();
    Ok(files)
}
