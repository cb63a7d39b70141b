//! The effects of a change on the tests: rows of their tables, and errata.
//!
//! This is data from a caller that knows the tables. Nothing here reads a file.

/// The rows and errata that changed, and the number of rows that did not.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The rows that changed, by cause.
    pub groups: Vec<MovedRows>,

    /// The number of rows that did not change.
    pub unmoved: usize,

    /// The errata that are new, gone or stale.
    pub errata: Vec<MovedErratum>,
}

/// The rows that changed for one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRows {
    /// The cause, in a sentence or a name.
    pub cause: String,

    /// The rows, in their tables' order.
    pub rows: Vec<MovedRow>,
}

/// A table row that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRow {
    /// Its table and its name.
    pub title: String,

    /// The old text; none if the row is new.
    pub old: Option<String>,

    /// The new text; none if the row is gone.
    pub new: Option<String>,
}

/// An erratum that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedErratum {
    /// Its description and its id.
    pub title: String,

    /// How it changed.
    pub fate: Fate,

    /// The truth, or the reason why it no longer applies.
    pub text: String,
}

/// How an erratum changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was written.
    New,
    /// It was removed.
    Gone,
    /// It no longer applies.
    Stale,
}

impl Fate {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Stale => "stale",
        }
    }
}

impl Proof {
    /// The number of rows that changed.
    pub fn moved(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// A sentence with the counts; `None` if there are no tables and no errata changed.
    pub fn counts(&self) -> Option<String> {
        let moved = self.moved();
        let has_tables = moved + self.unmoved > 0;
        has_tables.then(|| {
            format!(
                "Rows of the tables of documented bodies: {moved} moved, {} did not.",
                self.unmoved
            )
        })
    }

    /// The errata that no longer apply.
    pub fn stale(&self) -> impl Iterator<Item = &MovedErratum> {
        self.errata.iter().filter(|one| one.fate == Fate::Stale)
    }
}
