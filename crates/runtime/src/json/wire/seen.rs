//! The set of properties of an object that have been seen.

/// The properties that have been seen.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Adds a property; `false` if it was seen before.
    #[inline]
    pub(super) fn insert(&mut self, member: usize) -> bool {
        let bit = 1 << (member % 64);
        let word = self.word(member);
        let was_new = *word & bit == 0;
        *word |= bit;
        was_new
    }

    #[inline]
    pub(super) fn contains(&self, member: usize) -> bool {
        let word = match member / 64 {
            0 => self.first,
            at => self.more.get(at - 1).copied().unwrap_or_default(),
        };
        word & (1 << (member % 64)) != 0
    }

    #[inline]
    fn word(&mut self, member: usize) -> &mut u64 {
        match member / 64 {
            0 => &mut self.first,
            at => {
                self.more.resize(self.more.len().max(at), 0);
                &mut self.more[at - 1]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_is_seen_by_itself() {
        let mut seen = Seen::default();
        let all = [0, 1, 5, 63, 64, 65, 127, 128, 200];
        for (count, property) in all.iter().enumerate() {
            assert!(!seen.contains(*property), "{property}");
            assert!(seen.insert(*property), "{property}");
            assert!(!seen.insert(*property), "{property}");
            let found = (0..300).filter(|one| seen.contains(*one));
            assert!(found.eq(all[..=count].iter().copied()), "{property}");
        }
    }
}
