//! The ends of chains of references.
//!
//! It follows a start step by step to the last step. A chain may have any length, and any number of chains
//! may share steps: each step is walked once. It never knows what a step means.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The ends of the chains followed so far.
#[derive(Debug)]
pub(crate) struct Chains<T> {
    /// The end of the chain from each step; none if it is a circle.
    known: HashMap<T, Option<T>>,
}

impl<T> Default for Chains<T> {
    fn default() -> Self {
        Self { known: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Chains<T> {
    /// The last step of the chain from `start`; none if it is a circle.
    pub(crate) fn end(&mut self, start: T, mut next: impl FnMut(&T) -> Option<T>) -> Option<T> {
        let mut path = Vec::new();
        let mut on_path = HashSet::new();
        let mut at = start;
        let end = loop {
            if let Some(known) = self.known.get(&at) {
                break known.clone();
            }
            let Some(to) = next(&at) else { break Some(at) };
            if !on_path.insert(at.clone()) {
                break None;
            }
            path.push(std::mem::replace(&mut at, to));
        };
        self.known.extend(path.into_iter().map(|step| (step, end.clone())));
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ends_where_nothing_follows_and_each_step_is_walked_once() {
        let mut chains = Chains::default();
        let mut walked = 0;
        let mut end = |start: usize| {
            chains.end(start, |at| {
                walked += 1;
                (*at < 5_000).then_some(at + 1)
            })
        };
        for start in (0..5_000).chain(0..5_000) {
            assert_eq!(end(start), Some(5_000));
        }
        assert!(walked <= 15_000, "{walked} steps");
    }

    #[test]
    fn a_circle_has_no_end_and_neither_has_what_leads_to_it() {
        let mut chains = Chains::default();
        // The steps 0 to 9 lead to the circle of 10, 11 and 12.
        let next = |at: &usize| Some(if *at == 12 { 10 } else { at + 1 });
        for start in [0, 11, 5, 10, 12] {
            assert_eq!(chains.end(start, next), None);
        }
        assert_eq!(chains.end(20, |_| None), Some(20));
    }
}
