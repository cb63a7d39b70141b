//! Paths between folders.

use anyhow::Result;
use camino::{Utf8Path, Utf8PathBuf};

/// The canonical path of a file or folder that need not exist: that of the innermost existing folder around
/// it, with the rest as given.
pub(crate) fn absolute(path: &Utf8Path) -> Result<Utf8PathBuf> {
    let whole = Utf8PathBuf::try_from(std::path::absolute(path)?)?;
    let known = whole.ancestors().find(|folder| folder.exists());
    let Some((known, canonical)) = known.and_then(|one| Some((one, one.canonicalize_utf8().ok()?)))
    else {
        return Ok(whole);
    };
    let rest = whole.strip_prefix(known).unwrap_or(Utf8Path::new(""));
    Ok(if rest.as_str().is_empty() { canonical } else { canonical.join(rest) })
}

/// The path from a folder to another, or to a file. Both are absolute.
pub(crate) fn relative(from: &Utf8Path, to: &Utf8Path) -> Utf8PathBuf {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if common <= 1 {
        // Only the root is in common, so the absolute path is clearer than the way up.
        return to.to_owned();
    }
    let up = from.components().skip(common).map(|_| "..");
    let steps: Vec<&str> =
        up.chain(to.components().skip(common).map(|part| part.as_str())).collect();
    // Manifests have slashes on every system.
    if steps.is_empty() { Utf8PathBuf::from(".") } else { steps.join("/").into() }
}

/// A path relative to a folder, as seen from the working directory.
pub(crate) fn from_here(folder: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    if matches!(folder.as_str(), "" | ".") { path.to_owned() } else { folder.join(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_one_folder_to_another() {
        let rows = [
            ("/home/ada/a", "/home/ada/a/runtime", "runtime"),
            ("/home/ada/a", "/home/ada/b.yaml", "../b.yaml"),
            ("/home/ada/a", "/home/ada/a", "."),
            ("/home/ada/a", "/srv/b", "/srv/b"),
        ];
        for (from, to, expected) in rows {
            assert_eq!(relative(from.into(), to.into()), expected, "{from} to {to}");
        }
        assert_eq!(from_here(".".into(), "../b.yaml".into()), "../b.yaml");
        assert_eq!(from_here("a".into(), "b.yaml".into()), "a/b.yaml");
    }
}
