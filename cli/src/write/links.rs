//! Symbolic links: the files behind one belong to somebody else.

use anyhow::{Result, bail};
use camino::Utf8Path;

/// Refuses a path that is, or is behind, a symbolic link below a folder. The folder itself may be a link,
/// because the user named it.
pub(super) fn refuse(root: &Utf8Path, path: &Utf8Path) -> Result<()> {
    let below = path.ancestors().take_while(|one| *one != root && one.starts_with(root));
    for one in below {
        if one.is_symlink() {
            bail!(
                "{one} is a symbolic link, and what is behind it would be overwritten or removed: \
                 put a folder or a file in its place"
            );
        }
    }
    Ok(())
}
