//! The public items of the generated code that differ.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::diff::rule::Effect;
use crate::package::surface::{Surface, SurfaceItem};
use crate::rust::names::{pascal, usable_field};

/// A type or a function that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceChange {
    /// Its module and its line, such as ``models: struct User``.
    pub title: String,

    /// Its name.
    pub name: String,

    /// The lines that differ, in the order of the new item, removed lines first.
    pub lines: Vec<SurfaceLine>,
}

/// A line of a surface that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceLine {
    /// The removed line.
    pub old: Option<String>,

    /// The added line.
    pub new: Option<String>,

    /// Whether code that was correct before may be wrong now.
    pub breaks: bool,
}

impl SurfaceChange {
    /// The effect on a caller's code.
    pub fn effect(&self) -> Effect {
        match self.lines.iter().any(|line| line.breaks) {
            true => Effect::Breaking,
            false => Effect::Compatible,
        }
    }
}

impl SurfaceLine {
    /// Whether it is about a property or a value with this name on the wire. The empty name matches every
    /// line.
    pub(crate) fn concerns(&self, property: &str) -> bool {
        if property.is_empty() {
            return true;
        }
        let (field, variant) = (usable_field(property), pascal(property));
        let is_about = |line: &String| {
            let name = line.strip_prefix("fn ").unwrap_or(line);
            let name = name.split([':', '(', '<']).next().unwrap_or_default();
            name == field || name == variant || name == "new"
        };
        self.old.iter().chain(&self.new).any(is_about)
    }
}

/// Compares two surfaces.
pub(crate) fn compare(old: &Surface, new: &Surface) -> Vec<SurfaceChange> {
    let (old, mut new) = (items(old), items(new));
    let mut changes = Vec::new();
    for (key, before) in old {
        match new.shift_remove(&key) {
            Some(after) => {
                let lines = lines(&before, &after);
                if !lines.is_empty() {
                    changes.push(SurfaceChange { title: key, name: before.name, lines });
                }
            }
            None => changes.push(SurfaceChange {
                title: key,
                name: before.name,
                lines: vec![SurfaceLine { old: Some(before.line), new: None, breaks: true }],
            }),
        }
    }
    for (key, after) in new {
        let lines = vec![SurfaceLine { old: None, new: Some(after.line), breaks: false }];
        changes.push(SurfaceChange { title: key, name: after.name, lines });
    }
    changes
}

/// The items by module and name. The methods of the client count as one item, in whatever module they are
/// written.
fn items(surface: &Surface) -> IndexMap<String, SurfaceItem> {
    let mut items: IndexMap<String, SurfaceItem> = IndexMap::new();
    for module in &surface.modules {
        for item in &module.items {
            let is_client = item.line.starts_with("impl ");
            let module = if is_client { "client" } else { &module.name };
            let key = format!("{module}::{}", item.name);
            match items.get_mut(&key) {
                Some(known) => known.lines.extend(item.lines.iter().cloned()),
                None => _ = items.insert(key, item.clone()),
            }
        }
    }
    items
}

/// The lines that differ, with the old and the new line of one name together.
fn lines(old: &SurfaceItem, new: &SurfaceItem) -> Vec<SurfaceLine> {
    let mut found = Vec::new();
    if old.line != new.line {
        let breaks = !is_wider(&old.line, &new.line);
        found.push(SurfaceLine {
            old: Some(old.line.clone()),
            new: Some(new.line.clone()),
            breaks,
        });
    }
    let (before, after): (HashSet<&String>, HashSet<&String>) =
        (old.lines.iter().collect(), new.lines.iter().collect());
    let mut gone: HashMap<&str, &String> = HashMap::new();
    for line in old.lines.iter().filter(|line| !after.contains(line)) {
        gone.insert(key(line), line);
    }
    let is_open = new.line.contains("#[non_exhaustive]") || new.line.starts_with("impl ");
    let is_type = new.line.contains("enum ");
    for line in new.lines.iter().filter(|line| !before.contains(line)) {
        let old = gone.remove(key(line)).cloned();
        let is_variant = is_type && !line.starts_with("fn ") && !line.starts_with("impl ");
        // A new variant of an exhaustive enum breaks a match.
        let breaks = old.is_some() || (is_variant && !is_open);
        found.push(SurfaceLine { old, new: Some(line.clone()), breaks });
    }
    let mut rest: Vec<&String> =
        old.lines.iter().filter(|line| gone.get(key(line)) == Some(line)).collect();
    rest.reverse();
    for line in rest {
        found.insert(0, SurfaceLine { old: Some(line.clone()), new: None, breaks: true });
    }
    found
}

/// The subject of a line: the name of a field, a variant or a method; for an implementation, the whole line.
fn key(line: &str) -> &str {
    if line.starts_with("impl ") {
        return line;
    }
    line.split([':', '(', '<']).next().unwrap_or(line)
}

/// Whether the head of a type keeps all promises of another one.
fn is_wider(old: &str, new: &str) -> bool {
    let parts = |line: &str| -> (String, HashSet<String>) {
        let (head, traits) = line.split_once(": ").unwrap_or((line, ""));
        (head.replace("#[deprecated] ", ""), traits.split(" + ").map(str::to_owned).collect())
    };
    let ((old, before), (new, after)) = (parts(old), parts(new));
    old == new && before.iter().all(|one| one.is_empty() || after.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(line: &str, lines: &[&str]) -> SurfaceItem {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        SurfaceItem { line: line.to_owned(), name: "Guest".to_owned(), lines }
    }

    fn breaks(old: &SurfaceItem, new: &SurfaceItem) -> Vec<bool> {
        lines(old, new).iter().map(|line| line.breaks).collect()
    }

    #[test]
    fn what_is_added_breaks_only_where_all_of_it_had_to_be_known() {
        let open = "#[non_exhaustive] struct Guest: Clone";
        let old = item(open, &["name: String", "fn new() -> Self"]);
        let more = item(open, &["name: String", "phone: Field<String>", "fn new() -> Self"]);
        assert_eq!(breaks(&old, &more), [false]);
        assert_eq!(breaks(&more, &old), [true]);
        let other = item(open, &["name: Option<String>", "fn new() -> Self"]);
        assert_eq!(breaks(&old, &other), [true]);
        let closed = item("enum Guest: Clone", &["One(A)"]);
        assert_eq!(breaks(&closed, &item("enum Guest: Clone", &["One(A)", "Two(B)"])), [true]);
        let open = item("#[non_exhaustive] enum Guest: Clone", &["One(A)"]);
        let two = item("#[non_exhaustive] enum Guest: Clone", &["One(A)", "Two(B)"]);
        assert_eq!(breaks(&open, &two), [false]);
    }

    #[test]
    fn a_type_may_promise_more_and_not_less() {
        let less = item("struct Guest: Clone", &[]);
        let more = item("struct Guest: Clone + Copy", &[]);
        assert_eq!((breaks(&less, &more), breaks(&more, &less)), (vec![false], vec![true]));
    }
}
