//! The place of a schema, for people.

use crate::diff::change::ChangedSchema;
use crate::diff::rule::Direction;
use crate::rust::names::usable_type;

/// A schema's root and the path from there.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// The named schema, or the body or parameter.
    root: String,
    /// The root's old name.
    old_root: String,
    /// The path from the root.
    path: String,
    steps: Vec<String>,
    /// Whether it is an optional property.
    pub(super) is_optional: bool,
    is_named: bool,
    /// The items of the operation that contains it.
    around: Vec<(String, String)>,
}

impl Place {
    /// A named schema as a whole.
    pub(super) fn named(old: &str, new: &str) -> Self {
        let (root, old_root) = (new.to_owned(), old.to_owned());
        Self { root, old_root, is_named: true, ..Self::default() }
    }

    /// A body or a parameter as a whole, with the generated items that it appears in.
    pub(super) fn inline(subject: &str, around: &[(String, String)]) -> Self {
        let (root, old_root) = (subject.to_owned(), subject.to_owned());
        Self { root, old_root, around: around.to_vec(), ..Self::default() }
    }

    /// The number of steps from its root.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn step(&self, step: &str) -> Self {
        let dot = if self.path.is_empty() || step.starts_with('[') { "" } else { "." };
        let mut steps = self.steps.clone();
        steps.push(step.to_owned());
        let path = format!("{}{dot}{step}", self.path);
        Self { path, steps, is_optional: false, ..self.clone() }
    }

    /// The same place, as an optional property or a required one.
    pub(super) fn optional(self, is_optional: bool) -> Self {
        Self { is_optional, ..self }
    }

    /// The same place, for programs.
    pub(super) fn schema(&self, direction: Direction) -> ChangedSchema {
        ChangedSchema {
            direction,
            root: self.root.clone(),
            old_root: self.old_root.clone(),
            is_named: self.is_named,
            path: self.steps.clone(),
        }
    }

    pub(super) fn subject(&self) -> String {
        match (self.is_named, self.path.is_empty()) {
            (true, true) => format!("`{}`", self.root),
            (true, false) => format!("`{}.{}`", self.root, self.path),
            (false, true) => self.root.clone(),
            (false, false) => format!("{}, `{}`", self.root, self.path),
        }
    }

    /// The generated type that contains it, and the property.
    pub(super) fn concerns(&self) -> Vec<(String, String)> {
        match self.is_named {
            true => {
                let property = self.path.split(['.', '[']).next().unwrap_or_default();
                vec![(usable_type(&self.root), property.to_owned())]
            }
            false => self.around.clone(),
        }
    }
}
