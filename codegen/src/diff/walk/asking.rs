//! The two descriptions, and the changes that the rules have found in them so far.

use std::collections::HashSet;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::diff::change::{Change, ChangedSchema, fingerprint};
use crate::diff::pair::Pair;
use crate::diff::rule::Find;
use crate::diff::rules::rules;
use crate::diff::side::Side;

/// The descriptions, and the changes found.
pub(super) struct Asking<'a> {
    pub(super) old: &'a Side,
    pub(super) new: &'a Side,
    /// The fingerprints of the changes: each change is reported once.
    told: HashSet<String>,
    changes: Vec<Change>,
}

impl<'a> Asking<'a> {
    pub(super) fn of(old: &'a Side, new: &'a Side) -> Self {
        Self { old, new, told: HashSet::new(), changes: Vec::new() }
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Asks the rules about a pair.
    pub(super) fn ask<T>(
        &mut self,
        pair: &Pair<'_, T>,
        concerns: &[(String, String)],
        schema: Option<&ChangedSchema>,
        ask: impl Fn(Find) -> Option<String>,
    ) {
        for rule in rules() {
            let Some(sentence) = ask(rule.find) else { continue };
            let fingerprint = fingerprint(rule.id, &sentence);
            if !self.told.insert(fingerprint.clone()) {
                continue;
            }
            self.changes.push(Change {
                rule: *rule,
                sentence,
                effects: rule.effects,
                old: pair.old.map(|_| self.old.location(&pair.pointers.0)),
                new: pair.new.map(|_| self.new.location(&pair.pointers.1)),
                fingerprint,
                schema: schema.cloned(),
                concerns: concerns.to_vec(),
                rust: Vec::new(),
            });
        }
    }
}

/// The entries of two maps by name: those of the old one in its order, then the new ones.
pub(super) fn both<'m, K, T>(
    old: &'m IndexMap<K, T>,
    new: &'m IndexMap<K, T>,
) -> Vec<(&'m str, Option<&'m T>, Option<&'m T>)>
where
    K: AsRef<str> + Hash + Eq,
{
    let before = old.iter().map(|(name, one)| (name.as_ref(), Some(one), new.get(name)));
    let after = new.iter().filter(|(name, _)| !old.contains_key(*name));
    before.chain(after.map(|(name, one)| (name.as_ref(), None, Some(one)))).collect()
}
