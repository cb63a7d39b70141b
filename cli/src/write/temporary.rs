//! Temporary files and folders, and the leftovers of killed runs.
//!
//! Their names are `.guestlist-<run>-<number>`. A run holds a lock on the file `.guestlist-<run>.lock`, which
//! the system releases when the process ends, in whatever way. So a temporary file whose run holds no lock is
//! a leftover, and the next run removes it; files of a running process are left alone. The lock file is
//! created before the first temporary file, and removed after the last.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use fs4::FileExt;
use tempfile::{Builder, NamedTempFile, TempDir};

/// The start of the names of all temporary files.
const PREFIX: &str = ".guestlist-";

/// The end of the name of a lock.
const LOCK: &str = ".lock";

/// The number of attempts to take a lock, because another run may remove its file as a leftover before it is
/// held.
const ATTEMPTS: usize = 8;

/// The temporary files of this run.
pub(super) struct Temporary {
    prefix: String,
    /// The lock is held, and its file is removed on drop.
    _lock: NamedTempFile,
}

impl Temporary {
    /// Begins a run that writes below a folder, which need not exist.
    pub(super) fn begin(root: &Utf8Path) -> Result<Self> {
        let home = homes(root).pop().context("the folder to write to has no folder around it")?;
        let why = || format!("{home} cannot be written");
        for _ in 0..ATTEMPTS {
            let made = Builder::new().prefix(PREFIX).suffix(LOCK).rand_bytes(12).tempfile_in(&home);
            let lock = made.with_context(why)?;
            FileExt::lock(lock.as_file()).with_context(why)?;
            let path = lock.path().file_name().and_then(|name| name.to_str());
            let prefix = path.and_then(|name| name.strip_suffix(LOCK)).map(|run| format!("{run}-"));
            // Another run may have removed it as a leftover before it was held.
            if let Some(prefix) = prefix.filter(|_| lock.path().exists()) {
                return Ok(Self { prefix, _lock: lock });
            }
        }
        bail!("{home} cannot be written: somebody removes files in it")
    }

    /// A new file in a folder.
    pub(super) fn file_in(&self, folder: &Utf8Path) -> io::Result<NamedTempFile> {
        Builder::new().prefix(&self.prefix).tempfile_in(folder)
    }

    /// A new folder in a folder.
    pub(super) fn folder_in(&self, folder: &Utf8Path) -> io::Result<TempDir> {
        Builder::new().prefix(&self.prefix).tempdir_in(folder)
    }
}

/// Whether a file with this name is a temporary one.
pub(super) fn is_one(name: &str) -> bool {
    run_of(name).is_some()
}

/// The run of a file, from its name.
fn run_of(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(PREFIX)?;
    let (run, _) = rest.strip_suffix(LOCK).map(|run| (run, "")).or_else(|| rest.split_once('-'))?;
    let is_random = run.len() == 12 && run.chars().all(|c| c.is_ascii_alphanumeric());
    is_random.then_some(run)
}

/// Removes the leftovers of ended runs in these folders and around them. Leftovers that cannot be removed do
/// no harm.
pub(super) fn remove_leftovers(root: &Utf8Path, folders: &BTreeSet<Utf8PathBuf>) {
    let homes = homes(root);
    let mut found: Vec<Utf8PathBuf> = Vec::new();
    for folder in homes.iter().chain(folders).collect::<BTreeSet<_>>() {
        let entries = folder.read_dir_utf8().into_iter().flatten().flatten();
        found
            .extend(entries.filter(|one| is_one(one.file_name())).map(|one| one.path().to_owned()));
    }
    // Locks are removed last, because they show that the others are leftovers.
    found.sort_by_key(|path| path.as_str().ends_with(LOCK));
    let mut dead: BTreeSet<String> = BTreeSet::new();
    for path in found {
        let Some(run) = path.file_name().and_then(run_of) else { continue };
        if dead.contains(run) || !is_alive(&homes, run) {
            dead.insert(run.to_owned());
            let _ = remove(&path);
        }
    }
}

/// Whether a run holds its lock.
fn is_alive(homes: &[Utf8PathBuf], run: &str) -> bool {
    homes.iter().any(|home| match File::open(home.join(format!("{PREFIX}{run}{LOCK}"))) {
        Ok(lock) => FileExt::try_lock(&lock).is_err(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    })
}

#[expect(clippy::disallowed_methods, reason = "this is part of what writes")]
fn remove(path: &Utf8Path) -> io::Result<()> {
    match fs::symlink_metadata(path)?.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

/// The folders in which the lock of a run can be: the nearest existing folder around the root and, at the
/// end, the root itself if it exists.
fn homes(root: &Utf8Path) -> Vec<Utf8PathBuf> {
    let dot = Utf8Path::new(".");
    let around =
        root.ancestors().skip(1).map(|one| if one.as_str().is_empty() { dot } else { one });
    let around = around.filter(|one| one.is_dir()).take(1);
    around.chain(root.is_dir().then_some(root)).map(Utf8Path::to_owned).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what is written here is temporary")]
mod tests {
    use super::*;

    /// Creates temporary files of a killed run and of a running one in a folder.
    fn leave(root: &Utf8Path) -> Temporary {
        let killed = Temporary::begin(root).unwrap();
        let file = killed.file_in(root).unwrap();
        file.keep().unwrap();
        let folder = killed.folder_in(root).unwrap().keep();
        fs::create_dir(folder.join("new")).unwrap();
        let (held, path) = killed._lock.keep().unwrap();
        drop(held);
        assert!(path.exists());
        let alive = Temporary::begin(root).unwrap();
        alive.file_in(root).unwrap().keep().unwrap();
        alive
    }

    fn names(root: &Utf8Path) -> Vec<String> {
        let entries = root.read_dir_utf8().unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_a_live_one_uses_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        for own in [".guestlist-notes", ".guestlist-abc.lock", ".guestlist.yaml"] {
            fs::write(root.join(own), "ours").unwrap();
        }
        let alive = leave(root);
        assert_eq!(names(root).len(), 8);
        remove_leftovers(root, &BTreeSet::new());
        let left = names(root);
        assert_eq!(left.len(), 5, "{left:?}");
        assert_eq!(left.iter().filter(|name| name.starts_with(&alive.prefix[..23])).count(), 2);
        drop(alive);
        remove_leftovers(root, &BTreeSet::new());
        assert_eq!(names(root), [".guestlist-abc.lock", ".guestlist-notes", ".guestlist.yaml"]);
    }

    #[test]
    fn what_is_left_beside_a_folder_that_was_never_made_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let around = Utf8Path::from_path(folder.path()).unwrap();
        let root = around.join("a/b");
        let killed = Temporary::begin(&root).unwrap();
        let _ = killed.folder_in(around).unwrap().keep();
        drop(killed._lock.keep().unwrap());
        fs::create_dir_all(&root).unwrap();
        // It is two levels up now, where nobody looks; a second run looks one level up.
        fs::remove_dir_all(around.join("a")).unwrap();
        remove_leftovers(&root, &BTreeSet::new());
        assert_eq!(names(around), Vec::<String>::new());
    }
}
