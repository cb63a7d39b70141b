//! The counts of `cargo mutants`, as a table.

use std::fmt;

use anyhow::{Context as _, Result};
use camino::Utf8Path;
use serde::Deserialize;

/// The results for the mutants of a group.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// A test failed.
    caught: usize,
    /// The tests did not end, which counts as caught.
    timeout: Vec<String>,
    /// It does not compile, so it does not count.
    unviable: usize,
    /// No test failed.
    missed: Vec<String>,
}

/// The part of the output file of `cargo mutants` that is counted.
#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<OneOutcome>,
}

#[derive(Deserialize)]
struct OneOutcome {
    scenario: serde_json::Value,
    summary: String,
    phase_results: Vec<PhaseResult>,
}

#[derive(Deserialize)]
struct PhaseResult {
    phase: String,
}

impl OneOutcome {
    /// Whether tests were run for it.
    fn is_tested(&self) -> bool {
        self.phase_results.last().is_some_and(|last| last.phase == "Test")
    }
}

impl Counts {
    /// Reads the results of `cargo mutants` for the mutants with these names.
    pub(super) fn read(path: &Utf8Path, names: &[&str]) -> Result<Self> {
        let text = std::fs::read(path).with_context(|| format!("{path} cannot be read"))?;
        let why = || format!("{path} is not what cargo-mutants writes");
        let Outcomes { outcomes } = serde_json::from_slice(&text).with_context(why)?;
        let mut counts = Self::default();
        for one in outcomes {
            let name = one.scenario["Mutant"]["name"].as_str().unwrap_or_default();
            if !names.contains(&name) {
                continue;
            }
            match one.summary.as_str() {
                "CaughtMutant" => counts.caught += 1,
                // A build that takes too long says nothing about the tests.
                "Timeout" if one.is_tested() => counts.timeout.push(name.to_owned()),
                "Unviable" => counts.unviable += 1,
                _ => counts.missed.push(name.to_owned()),
            }
        }
        Ok(counts)
    }

    /// Mutants for which no test has been run yet.
    pub(super) fn untested(names: &[&str]) -> Self {
        let missed = names.iter().map(|name| (*name).to_owned()).collect();
        Self { missed, ..Self::default() }
    }

    /// The mutants that no test noticed, which another round tries.
    pub(super) fn take_missed(&mut self) -> Vec<String> {
        std::mem::take(&mut self.missed)
    }

    /// Adds two counts.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            caught: self.caught + other.caught,
            timeout: [self.timeout, other.timeout].concat(),
            unviable: self.unviable + other.unviable,
            missed: [self.missed, other.missed].concat(),
        }
    }

    fn viable(&self) -> usize {
        self.caught + self.missed.len() + self.timeout.len()
    }

    /// The percentage of viable mutants that were caught.
    fn share(&self) -> f64 {
        let caught = self.caught + self.timeout.len();
        if self.viable() == 0 { 100.0 } else { caught as f64 * 100.0 / self.viable() as f64 }
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
        let rows = self.rows.iter().map(|(_, counts)| counts.clone());
        rows.fold(Counts::default(), Counts::and)
    }

    /// The percentage of all viable mutants that were caught.
    pub(super) fn caught(&self) -> f64 {
        self.total().share()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| mutants of | tried | viable | caught | without end | missed | share |")?;
        writeln!(f, "|---|---|---|---|---|---|---|")?;
        let total = self.total();
        let rows = self.rows.iter().map(|(name, counts)| (*name, counts));
        for (name, one) in rows.chain([("all", &total)]) {
            let Counts { caught, timeout, unviable, missed } = one;
            let (timeout, missed) = (timeout.len(), missed.len());
            let (viable, share) = (one.viable(), one.share());
            let tried = viable + unviable;
            writeln!(
                f,
                "| {name} | {tried} | {viable} | {caught} | {timeout} | {missed} | {share:.1} % |"
            )?;
        }
        for name in &total.timeout {
            write!(f, "\nwithout end: {name}")?;
        }
        for name in &total.missed {
            write!(f, "\nmissed: {name}")?;
        }
        f.write_str("\n")
    }
}
