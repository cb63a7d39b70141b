//! The changes between two descriptions, for the people and programs that depend on them.
//!
//! It compares two descriptions, and returns a [`Diff`]: each change as a sentence with its rule, its effects
//! and its locations, and the public items of the generated code that differ. A rule is a file in `rules/`
//! and a row of [`rules()`]. Nothing here writes a file or draws: the command line does that.

mod bump;
mod change;
mod errata;
mod flat;
mod pair;
mod rule;
mod rules;
mod side;
mod surface;
mod walk;

use camino::Utf8Path;

use crate::input::Input;
use crate::report::Report;

pub use bump::Bump;
pub use change::{Change, ChangedSchema};
pub use errata::KnownErratum;
pub use rule::{Direction, Effect, Effects, Reader, Rule};
pub use rules::rules;
pub use side::Version;
pub use surface::{SurfaceChange, SurfaceLine};

use side::Side;

/// The changes from one description to another.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The changes, breaking ones first.
    pub changes: Vec<Change>,

    /// The public items of the generated code that differ.
    pub surface: Vec<SurfaceChange>,

    /// The version bump that the crate needs.
    pub bump: Bump,
}

/// Two compared descriptions.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The changes.
    pub diff: Diff,

    /// The old version.
    pub old: Version,

    /// The new version.
    pub new: Version,
}

/// The description whose problems prevent a comparison.
#[derive(Clone, Debug)]
pub enum DiffError {
    /// The old one, with its problems.
    Old(Report),

    /// The new one, with its problems.
    New(Report),
}

/// Compares two documents.
///
/// # Errors
///
/// When one of them has problems; the error is a report of all of them.
pub fn diff_documents<'a>(
    old: impl Into<Input<'a>>,
    new: impl Into<Input<'a>>,
) -> Result<Compared, DiffError> {
    let (old, new) = (old.into(), new.into());
    let (old, new) = rayon::join(|| Side::of_document(old), || Side::of_document(new));
    Ok(compare(old.map_err(DiffError::Old)?, new.map_err(DiffError::New)?))
}

/// Compares the descriptions in two folders.
///
/// # Errors
///
/// When one of them has problems; the error is a report of all of them.
pub fn diff_folders(old: &Utf8Path, new: &Utf8Path) -> Result<Compared, DiffError> {
    let (old, new) = rayon::join(|| Side::of_folder(old), || Side::of_folder(new));
    Ok(compare(old.map_err(DiffError::Old)?, new.map_err(DiffError::New)?))
}

fn compare(old: Side, new: Side) -> Compared {
    let mut changes = walk::changes(&old, &new);
    let surface = surface::compare(&old.surface, &new.surface);
    change::attach(&mut changes, &surface);
    changes.sort_by_key(|change| std::cmp::Reverse(change.effects.worst()));
    let bump = Bump::of(&changes, &surface);
    let diff = Diff { changes, surface, bump };
    Compared { diff, old: old.into_version(), new: new.into_version() }
}
