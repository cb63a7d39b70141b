//! Mutants that no test can see, as `.cargo/mutants.toml` names them.

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;
use regex_lite::Regex;

use super::mutant::Mutant;

/// The patterns of the names of such mutants.
pub(super) struct Excluded(Vec<Regex>);

impl Excluded {
    pub(super) fn read(root: &Utf8Path) -> Result<Self> {
        let path = root.join(".cargo/mutants.toml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))?;
        Self::parse(&text).with_context(|| format!("{path} has a pattern that cannot be read"))
    }

    /// Reads one pattern from each line that starts with a quote.
    fn parse(text: &str) -> Result<Self> {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix('\''));
        let patterns = lines.filter_map(|line| line.strip_suffix("',"));
        Ok(Self(patterns.map(Regex::new).collect::<Result<_, _>>()?))
    }

    pub(super) fn has(&self, mutant: &Mutant) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(&mutant.name))
    }

    /// A pattern that matches no mutant belongs to removed code, or is wrong.
    pub(super) fn check<'a>(&self, all: impl Iterator<Item = &'a Mutant> + Clone) -> Result<()> {
        let matches = |pattern: &Regex| all.clone().any(|mutant| pattern.is_match(&mutant.name));
        let idle: Vec<_> = self.0.iter().filter(|pattern| !matches(pattern)).collect();
        if !idle.is_empty() {
            let patterns: Vec<_> = idle.iter().map(|pattern| pattern.as_str()).collect();
            bail!(
                "remove these patterns from .cargo/mutants.toml, or correct them; there is no such mutant:\n{}",
                patterns.join("\n")
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(what: &str) -> Mutant {
        Mutant { name: format!("src/a.rs:3:9: {what}"), file: "src/a.rs".to_owned() }
    }

    #[test]
    fn a_pattern_without_a_mutant_is_told() {
        let excluded = Excluded::parse("exclude_re = [\n  # Why.\n  'a\\.rs:.*: replace f',\n]\n");
        let excluded = excluded.unwrap();
        let (same, other) = (mutant("replace f -> bool with true"), mutant("replace g with ()"));
        assert!(excluded.has(&same));
        assert!(!excluded.has(&other));
        assert!(excluded.check([&same].into_iter()).is_ok());
        assert!(
            excluded
                .check([&other].into_iter())
                .unwrap_err()
                .to_string()
                .ends_with(r"a\.rs:.*: replace f")
        );
    }
}
