//! The origins of the values of a document with overlays.
//!
//! They map a pointer of the changed document to a pointer of the document as written, or of an overlay. Only
//! values that an overlay moved, added or replaced are noted: all others are where they were.

use std::collections::BTreeMap;

/// A value of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// 0 is the document; other numbers are those of overlays, from 1.
    pub(crate) file: usize,
    pub(crate) pointer: String,
}

/// The origins of a document's values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// The origins by pointer of the value; each also covers all inner values without an entry of their own.
    moved: BTreeMap<String, Origin>,
    /// The pointers of removed values, each with the action that removed it.
    removed: Vec<(String, Origin)>,
}

impl Origins {
    /// The origin of a value.
    pub(crate) fn of(&self, pointer: &str) -> Origin {
        let mut outer = pointer;
        loop {
            if let Some(Origin { file, pointer: origin }) = self.moved.get(outer) {
                let pointer = format!("{origin}{}", &pointer[outer.len()..]);
                return Origin { file: *file, pointer };
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return Origin { file: 0, pointer: pointer.to_owned() },
            }
        }
    }

    /// The pointer of a value in the document as written, whether or not it exists there.
    pub(crate) fn in_document(&self, pointer: &str) -> String {
        let mut outer = pointer;
        loop {
            let origin = self.of(outer);
            if origin.file == 0 {
                return format!("{}{}", origin.pointer, &pointer[outer.len()..]);
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return pointer.to_owned(),
            }
        }
    }

    /// The action that removed a value, or a value around it.
    pub(crate) fn remover(&self, pointer: &str) -> Option<&Origin> {
        let is_around = |removed: &str| {
            pointer
                .strip_prefix(removed)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.removed.iter().find(|(removed, _)| is_around(removed)).map(|(_, action)| action)
    }

    /// The action that removed a property or an item of a value.
    pub(crate) fn remover_in(&self, pointer: &str) -> Option<&Origin> {
        let is_in =
            |removed: &str| removed.rsplit_once('/').is_some_and(|(outer, _)| outer == pointer);
        self.removed.iter().find(|(removed, _)| is_in(removed)).map(|(_, action)| action)
    }

    /// Notes a new value.
    pub(crate) fn set(&mut self, pointer: &str, origin: Origin) {
        self.forget(pointer);
        self.moved.insert(pointer.to_owned(), origin);
    }

    /// Notes a removed property.
    pub(crate) fn remove(&mut self, pointer: &str, action: Origin) {
        self.forget(pointer);
        self.removed.push((pointer.to_owned(), action));
    }

    /// Notes a removed item of an array that had `count` items: the later ones have moved up.
    pub(crate) fn remove_item(&mut self, array: &str, index: usize, count: usize, action: Origin) {
        let at = |index: usize| format!("{array}/{index}");
        self.remove(&at(index), action);
        for later in index + 1..count {
            let (old, new) = (at(later), at(later - 1));
            let origin = self.of(&old);
            let inner = self.take_below(&old);
            self.set(&new, origin);
            self.moved
                .extend(inner.into_iter().map(|(rest, origin)| (format!("{new}{rest}"), origin)));
        }
    }

    /// Removes the entries of a value and of all inner values.
    fn forget(&mut self, pointer: &str) {
        self.moved.remove(pointer);
        self.take_below(pointer);
    }

    /// Removes and returns the entries of inner values, by their pointers relative to the value.
    fn take_below(&mut self, pointer: &str) -> Vec<(String, Origin)> {
        let first = format!("{pointer}/");
        let below = self.moved.range(first.clone()..);
        let below: Vec<String> = below
            .take_while(|(inner, _)| inner.starts_with(&first))
            .map(|(inner, _)| inner.clone())
            .collect();
        let taken = below.into_iter().filter_map(|inner| {
            let origin = self.moved.remove(&inner)?;
            Some((inner[pointer.len()..].to_owned(), origin))
        });
        taken.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay(pointer: &str) -> Origin {
        Origin { file: 1, pointer: pointer.to_owned() }
    }

    #[test]
    fn what_stands_after_a_removed_item_keeps_its_origin() {
        let mut origins = Origins::default();
        origins.set("/tags/2/name", overlay("/actions/0/update/name"));
        origins.remove_item("/tags", 1, 4, overlay("/actions/1"));
        origins.remove_item("/tags", 0, 3, overlay("/actions/2"));
        assert_eq!(origins.of("/tags/0").pointer, "/tags/2");
        assert_eq!(origins.of("/tags/0/name"), overlay("/actions/0/update/name"));
        assert_eq!(origins.of("/tags/1/name").pointer, "/tags/3/name");
        assert_eq!(origins.in_document("/tags/0/name"), "/tags/2/name");
    }

    #[test]
    fn what_is_removed_is_found_by_what_was_in_it_and_by_what_it_was_in() {
        let mut origins = Origins::default();
        origins.remove("/components/schemas/Pet", overlay("/actions/3"));
        assert_eq!(origins.remover("/components/schemas/Pet/type"), Some(&overlay("/actions/3")));
        assert_eq!(origins.remover("/components/schemas/Pets"), None);
        assert_eq!(origins.remover_in("/components/schemas"), Some(&overlay("/actions/3")));
        assert_eq!(origins.remover_in("/components"), None);
    }
}
