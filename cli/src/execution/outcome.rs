//! The results of running two versions.
//!
//! From the round trips of all bodies, this computes counts, an example for each change, and the rules that
//! the execution contradicts. Nothing is run here.

use std::collections::BTreeMap;

use crate::execution::class::Class;
use crate::execution::round_trip::RoundTrip;
use crate::execution::units::{Origin, Units};

/// The results for all bodies of a description.
#[derive(Clone, Debug, Default)]
pub struct Execution {
    /// The number of documented bodies.
    pub documented: usize,
    /// The number of documented bodies with one change.
    pub mutated: usize,
    /// The number of bodies made from schemas.
    pub made: usize,
    /// The number of schemas for which no body could be made.
    pub untried: usize,
    /// The number of bodies of each class.
    pub classes: BTreeMap<Class, usize>,
    /// The number of calls that both versions made.
    pub calls: usize,
    /// The number of calls that they sent differently.
    pub other_calls: usize,
    /// The example for each change, by fingerprint.
    pub examples: BTreeMap<String, Example>,
    /// The disagreements between rules and the execution; each is a fault of the rule.
    pub disagreements: Vec<Disagreement>,
}

/// A body that shows a change, or the part of it in which the change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The source of the body.
    pub title: String,
    /// The body.
    pub body: String,
    /// The result of the old version: the JSON that it encodes, or the reason why it refuses the body.
    pub before: String,
    /// The result of the new version.
    pub after: String,
    /// How the two differ.
    pub class: Class,
}

/// A rule that the execution contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The fingerprint of the change; none if no rule knows it.
    pub fingerprint: Option<String>,
    /// The contradiction, in a sentence.
    pub sentence: String,
    /// Whether the rules call a breaking change harmless; otherwise it is the reverse.
    pub is_break: bool,
}

impl Execution {
    pub(super) fn of(units: &Units, round_trips: &[Vec<RoundTrip>]) -> Self {
        let mut execution = Self { untried: units.untried, ..Self::default() };
        for (unit, round_trips) in units.units.iter().zip(round_trips) {
            for (instance, round_trip) in unit.instances.iter().zip(round_trips) {
                match &instance.origin {
                    Origin::Made => execution.made += 1,
                    Origin::Documented(_) => execution.documented += 1,
                    Origin::Mutated(..) => execution.mutated += 1,
                }
                *execution.classes.entry(round_trip.class).or_default() += 1;
            }
        }
        execution
    }

    /// The number of bodies of a class.
    pub fn count(&self, class: Class) -> usize {
        self.classes.get(&class).copied().unwrap_or(0)
    }

    /// Adds the results of another description.
    pub fn add(&mut self, other: Self) {
        self.documented += other.documented;
        self.mutated += other.mutated;
        self.made += other.made;
        self.untried += other.untried;
        self.calls += other.calls;
        self.other_calls += other.other_calls;
        for (class, count) in other.classes {
            *self.classes.entry(class).or_default() += count;
        }
        self.examples.extend(other.examples);
        self.disagreements.extend(other.disagreements);
    }
}
