//! Mutants, and a sample of them.

use std::collections::BTreeMap;

use guestlist_codegen::hash;
use serde::Deserialize;

/// A change of the code, as `cargo mutants --list` names it.
#[derive(Deserialize)]
pub(super) struct Mutant {
    pub(super) name: String,
    pub(super) file: String,
}

impl Mutant {
    /// The name without line and column.
    fn change(&self) -> String {
        let rest = self.name.strip_prefix(&self.file).unwrap_or(&self.name);
        let what = rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        format!("{}:{what}", self.file)
    }
}

/// A sample of at most `most` mutants, in source order. The same seed gives the same sample, whatever the
/// line numbers are. If one mutant disappears or is added, at most one other mutant of the sample changes.
pub(super) fn sample(mutants: Vec<Mutant>, most: usize, seed: u64) -> Vec<Mutant> {
    let mut seen = BTreeMap::new();
    let mut ranked: Vec<_> = mutants
        .into_iter()
        .map(|mutant| {
            let change = mutant.change();
            let earlier = seen.entry(change.clone()).or_insert(0_u32);
            *earlier += 1;
            (rank(&change, *earlier, seed), mutant)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    if most > 0 {
        ranked.truncate(most);
    }
    let mut chosen: Vec<_> = ranked.into_iter().map(|(_, mutant)| mutant).collect();
    chosen.sort_by(|one, other| one.name.cmp(&other.name));
    chosen
}

/// A pseudorandom number for a change of the code, which is the `nth` of its kind in its file.
fn rank(change: &str, nth: u32, seed: u64) -> u64 {
    let place = hash(format!("{seed} {nth} {change}").bytes());
    fastrand::Rng::with_seed(place).u64(..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutants(first_line: usize) -> Vec<Mutant> {
        let file = "src/a.rs".to_owned();
        let names =
            (0..40).map(|i| format!("{file}:{}:9: replace f{} with ()", first_line + i, i / 2));
        names.map(|name| Mutant { name, file: file.clone() }).collect()
    }

    fn changes(sample: &[Mutant]) -> Vec<String> {
        sample.iter().map(Mutant::change).collect()
    }

    #[test]
    fn a_sample_does_not_depend_on_lines() {
        let sampled = sample(mutants(10), 8, 1);
        assert_eq!(changes(&sampled), changes(&sample(mutants(20), 8, 1)));
        assert_ne!(changes(&sampled), changes(&sample(mutants(10), 8, 2)));
    }

    #[test]
    fn one_that_goes_is_replaced_by_one() {
        let before = sample(mutants(10), 8, 1);
        let gone = &before[3].name;
        let left = mutants(10).into_iter().filter(|mutant| mutant.name != *gone).collect();
        let names: Vec<_> = sample(left, 8, 1).into_iter().map(|mutant| mutant.name).collect();
        assert_eq!(names.len(), 8);
        assert!(before.iter().all(|mutant| mutant.name == *gone || names.contains(&mutant.name)));
    }
}
