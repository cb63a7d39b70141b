//! The version that a crate needs after a change.

use crate::diff::change::Change;
use crate::diff::rule::Effect;
use crate::diff::surface::SurfaceChange;

/// The part of a version that a change raises, by the rules of Cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// No generated code differs.
    None,

    /// No item that a caller can name differs.
    Patch,

    /// There are new items, and all earlier ones remain.
    Minor,

    /// A caller's code or the data on the wire breaks: below 1.0, Cargo uses the second number for this.
    Major,
}

impl Bump {
    pub(crate) fn of(changes: &[Change], surface: &[SurfaceChange]) -> Self {
        let worst = changes.iter().map(|change| change.effects.worst()).max();
        let of_surface = surface.iter().map(SurfaceChange::effect).max();
        match worst.max(of_surface) {
            Some(Effect::Breaking) => Self::Major,
            _ if !surface.is_empty() => Self::Minor,
            Some(Effect::Compatible) => Self::Patch,
            _ => Self::None,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The first version that may have the change, after the given one.
    pub fn after(self, (major, minor, patch): (u64, u64, u64)) -> (u64, u64, u64) {
        match (self, major, minor) {
            (Self::None, ..) => (major, minor, patch),
            (Self::Patch, ..) => (major, minor, patch + 1),
            (Self::Minor, 0, _) => (0, minor, patch + 1),
            (Self::Minor, ..) => (major, minor + 1, 0),
            (Self::Major, 0, 0) => (0, 0, patch + 1),
            (Self::Major, 0, _) => (0, minor + 1, 0),
            (Self::Major, ..) => (major + 1, 0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_one_the_second_part_is_the_one_that_breaks() {
        let cases = [
            (Bump::Major, (1, 2, 3), (2, 0, 0)),
            (Bump::Major, (0, 2, 3), (0, 3, 0)),
            (Bump::Major, (0, 0, 3), (0, 0, 4)),
            (Bump::Minor, (1, 2, 3), (1, 3, 0)),
            (Bump::Minor, (0, 2, 3), (0, 2, 4)),
            (Bump::Patch, (0, 2, 3), (0, 2, 4)),
            (Bump::None, (0, 2, 3), (0, 2, 3)),
        ];
        for (bump, version, expected) in cases {
            assert_eq!(bump.after(version), expected, "{bump:?} after {version:?}");
        }
    }
}
