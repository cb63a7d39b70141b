//! What came of running two versions.
//!
//! In go the round_trips of all bodies, out come counts, an example for each change, and the rules that the
//! execution contradicts. Nothing here runs anything.

use std::collections::BTreeMap;

use crate::execution::class::Class;
use crate::execution::round_trip::RoundTrip;
use crate::execution::units::{Origin, Units};

/// What came of all bodies of a description.
#[derive(Clone, Debug, Default)]
pub struct Execution {
    /// How many bodies somebody documented.
    pub documented: usize,
    /// How many are documented ones with one change.
    pub mutated: usize,
    /// How many were made of the schemas.
    pub made: usize,
    /// How many schemas no body could be made for.
    pub untried: usize,
    /// How many bodies there are of each class.
    pub classes: BTreeMap<Class, usize>,
    /// How many calls both versions were asked to send.
    pub calls: usize,
    /// How many of them they did not send alike.
    pub other_calls: usize,
    /// What shows a change, by its fingerprint.
    pub examples: BTreeMap<String, Example>,
    /// Where a rule says one thing and the execution another: each is a fault of the rule.
    pub disagreements: Vec<Disagreement>,
}

/// A body that shows a change, or the part of it in which the change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Where it is from.
    pub title: String,
    /// The body.
    pub body: String,
    /// What the old version makes of it: the JSON that it encodes, or why it refuses it.
    pub before: String,
    /// What the new version makes of it.
    pub after: String,
    /// How the two differ.
    pub class: Class,
}

/// A rule that the execution contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The change, by its fingerprint; none where no rule knows of it.
    pub fingerprint: Option<String>,
    /// What is contradicted, in a sentence.
    pub sentence: String,
    /// Whether something breaks that the rules call harmless; otherwise it is the other way round.
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

    /// The bodies of a class.
    pub fn count(&self, class: Class) -> usize {
        self.classes.get(&class).copied().unwrap_or(0)
    }

    /// Adds what came of another description.
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
