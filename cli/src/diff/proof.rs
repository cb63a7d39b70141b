//! What a change did to what is proven: rows of the tables that tests keep, and errata.
//!
//! This is data, found by who knows where the tables are. Nothing here reads a file.

/// What moved, and how much did not.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The rows that moved, by their cause.
    pub groups: Vec<MovedRows>,

    /// How many rows did not.
    pub unmoved: usize,

    /// The errata that are new, gone or stale.
    pub errata: Vec<MovedErratum>,
}

/// The rows that moved for one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRows {
    /// The cause, in a sentence or a name.
    pub cause: String,

    /// The rows, in their tables' order.
    pub rows: Vec<MovedRow>,
}

/// A row of a table that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRow {
    /// Its table and its name.
    pub title: String,

    /// What it said; none where it was not there.
    pub old: Option<String>,

    /// What it says; none where it is gone.
    pub new: Option<String>,
}

/// An erratum that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedErratum {
    /// Its description and its id.
    pub title: String,

    /// What became of it.
    pub fate: Fate,

    /// What is true, or why it no longer applies.
    pub text: String,
}

/// What became of an erratum.
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
    /// How many rows moved.
    pub fn moved(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// The counts in a sentence. `None` if there are no tables and no errata moved.
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
