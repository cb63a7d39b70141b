//! The only file that writes.
//!
//! A plan is made first and carried out at the end. New contents go into temporary files beside their
//! targets, and new folders, with all their contents, into temporary folders beside theirs. They are renamed
//! only when all of them are there. Files that are up to date are not touched. Nothing is written or removed
//! behind a symbolic link, and a run removes the leftovers of earlier runs that were killed.

mod links;
mod temporary;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use tempfile::{NamedTempFile, TempDir, TempPath};

use temporary::Temporary;

/// The changes below a folder.
pub struct Plan {
    root: Utf8PathBuf,
    /// The visited folders, in which temporary files may be.
    folders: BTreeSet<Utf8PathBuf>,
    /// New or changed files, with their contents.
    pub changed: Vec<(Utf8PathBuf, String)>,
    /// Files from an earlier run that are not generated any more.
    pub orphans: Vec<Utf8PathBuf>,
}

impl Plan {
    /// An empty plan. All paths are below `root`, which may be a symbolic link, but nothing below it may.
    pub fn below(root: &Utf8Path) -> Self {
        let (root, folders) = (root.to_owned(), BTreeSet::new());
        Self { root, folders, changed: Vec::new(), orphans: Vec::new() }
    }

    /// Whether nothing has to change.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.orphans.is_empty()
    }

    /// All paths that change.
    pub fn paths(&self) -> impl Iterator<Item = &Utf8Path> {
        let changed = self.changed.iter().map(|(path, _)| path);
        changed.chain(&self.orphans).map(Utf8PathBuf::as_path)
    }

    /// Adds a file with its required content.
    pub fn file(&mut self, path: Utf8PathBuf, content: String) {
        self.folders.extend(path.parent().map(Utf8Path::to_owned));
        if !fs::read(&path).is_ok_and(|old| old == content.as_bytes()) {
            self.changed.push((path, content));
        }
    }

    /// Adds the changes that make a folder contain exactly these files.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or it or something in it is a symbolic link.
    pub fn folder(&mut self, folder: &Utf8Path, files: Vec<(Utf8PathBuf, String)>) -> Result<()> {
        links::refuse(&self.root, folder)?;
        let around = folder.ancestors().take_while(|one| one.starts_with(&self.root));
        self.folders.extend(around.map(Utf8Path::to_owned));
        if !folder.exists() {
            self.changed
                .extend(files.into_iter().map(|(path, content)| (folder.join(path), content)));
            return Ok(());
        }
        let mut expected = BTreeSet::new();
        for (path, content) in files {
            let path = folder.join(path);
            expected.insert(path.clone());
            self.file(path, content);
        }
        let found = self.files_below(folder)?;
        self.orphans.extend(found.into_iter().filter(|path| !expected.contains(path)));
        Ok(())
    }

    /// The existing files below a folder, without temporary ones.
    fn files_below(&mut self, folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>> {
        self.folders.insert(folder.to_owned());
        let mut files = Vec::new();
        for entry in folder.read_dir_utf8().with_context(|| format!("{folder} cannot be read"))? {
            let entry = entry?;
            if temporary::is_one(entry.file_name()) {
                continue;
            }
            links::refuse(folder, entry.path())?;
            if entry.file_type()?.is_dir() {
                files.extend(self.files_below(entry.path())?);
            } else {
                files.push(entry.path().to_owned());
            }
        }
        files.sort();
        Ok(files)
    }

    /// Carries out the whole plan or, if something fails, none of it. Leftovers of killed runs are always
    /// removed.
    ///
    /// # Errors
    ///
    /// When a file cannot be written or removed, or would be behind a symbolic link.
    pub fn apply(self) -> Result<()> {
        self.paths().try_for_each(|path| links::refuse(&self.root, path))?;
        temporary::remove_leftovers(&self.root, &self.folders);
        if self.is_empty() {
            return Ok(());
        }
        self.paths().try_for_each(refuse_protected)?;
        let temporary = Temporary::begin(&self.root)?;
        let staged = self.stage(&temporary)?;
        let mut done = Vec::new();
        let result = self.carry_out(staged, &mut done);
        match &result {
            Ok(()) => self.orphans.iter().for_each(|path| remove_empty_folders(path)),
            Err(_) => done.iter().rev().for_each(Done::undo),
        }
        result
    }

    /// Renames and removes files, and records what it has done.
    fn carry_out(&self, staged: Vec<Staged>, done: &mut Vec<Done>) -> Result<()> {
        for one in staged {
            one.put_down(done)?;
        }
        for path in &self.orphans {
            let old = fs::read(path).ok();
            remove(path).with_context(|| format!("{path} cannot be removed"))?;
            done.push(Done::File(path.clone(), old));
        }
        Ok(())
    }

    /// Writes all contents beside their targets. They are removed again when dropped.
    fn stage(&self, temporary: &Temporary) -> Result<Vec<Staged>> {
        let mut by_folder: BTreeMap<&Utf8Path, Vec<(&Utf8Path, &str)>> = BTreeMap::new();
        for (path, content) in &self.changed {
            let folder = path.parent().context("a file has a folder")?;
            by_folder.entry(folder).or_default().push((path, content));
        }
        let (mut files, mut folders) = (Vec::new(), BTreeMap::new());
        for (folder, contents) in by_folder {
            let missing =
                folder.ancestors().take_while(|one| !one.as_str().is_empty() && !one.is_dir());
            let Some(new) = missing.last() else {
                for (path, content) in contents {
                    let staged = stage_file(temporary, path, content)?;
                    files.push(Staged::File(staged, path.to_owned()));
                }
                continue;
            };
            if !folders.contains_key(new) {
                folders.insert(new, stage_folder(temporary, new)?);
            }
            let staged = folders[new].path().join(NEW).join(folder.strip_prefix(new)?);
            fs::create_dir_all(&staged).with_context(|| format!("{folder} cannot be made"))?;
            contents.par_iter().try_for_each(|(path, content)| {
                let name = path.file_name().context("a file has a name")?;
                let written = put(staged.join(name), content.as_bytes());
                written.with_context(|| format!("{path} cannot be written"))
            })?;
        }
        let folders = folders.into_iter().map(|(path, from)| Staged::Folder(from, path.to_owned()));
        files.extend(folders);
        Ok(files)
    }
}

/// A file or folder that waits beside its target to be renamed.
enum Staged {
    File(TempPath, Utf8PathBuf),
    /// The folder is [`NEW`], the only entry of the temporary one.
    Folder(TempDir, Utf8PathBuf),
}

/// The name of a new folder inside its temporary one.
const NEW: &str = "new";

impl Staged {
    #[expect(clippy::disallowed_methods, reason = "this is the file that writes")]
    fn put_down(self, done: &mut Vec<Done>) -> Result<()> {
        match self {
            Self::File(from, path) => {
                let old = fs::read(&path).ok();
                let why = || format!("{path} cannot be written");
                from.persist(&path).map_err(|failed| failed.error).with_context(why)?;
                done.push(Done::File(path, old));
            }
            Self::Folder(from, path) => {
                let why = || format!("{path} cannot be made");
                fs::rename(from.path().join(NEW), &path).with_context(why)?;
                done.push(Done::Folder(path));
            }
        }
        Ok(())
    }
}

/// A step that was done, with the state before it.
enum Done {
    File(Utf8PathBuf, Option<Vec<u8>>),
    /// A folder that did not exist.
    Folder(Utf8PathBuf),
}

impl Done {
    /// Restores the earlier state. Errors are ignored here, because nothing can be done about them.
    fn undo(&self) {
        let _ = match self {
            Self::File(path, Some(old)) => put(path, old),
            Self::File(path, None) => remove(path),
            Self::Folder(path) => fs::remove_dir_all(path),
        };
    }
}

/// Refuses a file that is read-only, or is in a read-only folder: renaming would get around the first, and an
/// administrator around both.
fn refuse_protected(path: &Utf8Path) -> Result<()> {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists());
    for protected in [Some(path), folder].into_iter().flatten() {
        if fs::metadata(protected).is_ok_and(|found| found.permissions().readonly()) {
            bail!("{path} cannot be written: {protected} is read-only");
        }
    }
    Ok(())
}

/// Writes the content beside the target, with the permissions that the target will have. The file is closed
/// again, because there may be more files than a process may have open.
fn stage_file(temporary: &Temporary, path: &Utf8Path, content: &str) -> Result<TempPath> {
    let why = || format!("{path} cannot be written");
    let mut file = temporary.file_in(beside(path)).with_context(why)?;
    file.write_all(content.as_bytes()).with_context(why)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions()).with_context(why)?;
    } else {
        readable(&file).with_context(why)?;
    }
    Ok(file.into_temp_path())
}

/// Makes a temporary folder beside its target.
fn stage_folder(temporary: &Temporary, path: &Utf8Path) -> Result<TempDir> {
    if path.exists() {
        bail!("{path} cannot be made: a file is there");
    }
    let made = temporary.folder_in(beside(path));
    made.with_context(|| format!("{path} cannot be made"))
}

/// The existing folder that contains a path.
fn beside(path: &Utf8Path) -> &Utf8Path {
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty());
    folder.unwrap_or(Utf8Path::new("."))
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

/// Removes the folders that a removed file leaves empty, up to the generated folder; a folder that is in use
/// stays.
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

#[expect(clippy::disallowed_methods, reason = "this is the file that writes")]
fn put(path: impl AsRef<Path>, content: &[u8]) -> std::io::Result<()> {
    fs::write(path, content)
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes")]
fn remove(path: &Utf8Path) -> std::io::Result<()> {
    fs::remove_file(path)
}
