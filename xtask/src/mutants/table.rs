//! The counts of `cargo mutants`, as a table.

use std::fmt;

use anyhow::{Context as _, Result};
use camino::Utf8Path;
use serde::Deserialize;

/// What became of the mutants of a group.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Counts {
    /// A test failed.
    caught: usize,
    /// No test failed.
    missed: usize,
    /// The tests did not end: caught as well.
    timeout: usize,
    /// It does not compile, so that it is not a mutant.
    unviable: usize,
    #[serde(default)]
    outcomes: Vec<OneOutcome>,
}

#[derive(Clone, Debug, Deserialize)]
struct OneOutcome {
    scenario: serde_json::Value,
    summary: String,
}

impl Counts {
    /// Reads the file that `cargo mutants` leaves.
    pub(super) fn read(path: &Utf8Path) -> Result<Self> {
        let text = std::fs::read(path).with_context(|| format!("{path} cannot be read"))?;
        serde_json::from_slice(&text).with_context(|| format!("{path} is not what was expected"))
    }

    fn viable(&self) -> usize {
        self.caught + self.missed + self.timeout
    }

    /// The share of viable mutants that were caught, in percent.
    fn share(&self) -> f64 {
        let caught = self.caught + self.timeout;
        if self.viable() == 0 { 100.0 } else { caught as f64 * 100.0 / self.viable() as f64 }
    }

    /// The names of the mutants that no test noticed.
    fn names(&self) -> impl Iterator<Item = &str> {
        let missed = self.outcomes.iter().filter(|one| one.summary == "MissedMutant");
        missed.filter_map(|one| one.scenario["Mutant"]["name"].as_str())
    }
}

/// A row for each group, and one for all.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<(&'static str, Counts)>,
}

impl Table {
    pub(super) fn add(&mut self, group: &'static str, counts: Counts) {
        self.rows.push((group, counts));
    }

    fn total(&self) -> Counts {
        self.rows.iter().fold(Counts::default(), |sum, (_, one)| Counts {
            caught: sum.caught + one.caught,
            missed: sum.missed + one.missed,
            timeout: sum.timeout + one.timeout,
            unviable: sum.unviable + one.unviable,
            outcomes: Vec::new(),
        })
    }

    /// The share of all viable mutants that were caught, in percent.
    pub(super) fn caught(&self) -> f64 {
        self.total().share()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| mutants of | viable | caught | without end | missed | share |")?;
        writeln!(f, "|---|---|---|---|---|---|")?;
        let total = self.total();
        let rows = self.rows.iter().map(|(name, counts)| (*name, counts));
        for (name, one) in rows.chain([("all", &total)]) {
            let Counts { caught, missed, timeout, .. } = one;
            let (viable, share) = (one.viable(), one.share());
            writeln!(f, "| {name} | {viable} | {caught} | {timeout} | {missed} | {share:.1} % |")?;
        }
        for name in self.rows.iter().flat_map(|(_, counts)| counts.names()) {
            write!(f, "\nmissed: {name}")?;
        }
        f.write_str("\n")
    }
}
