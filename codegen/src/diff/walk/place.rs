//! Where a schema is, for people.

use crate::diff::change::ChangedSchema;
use crate::diff::rule::Direction;
use crate::rust::names::usable_type;

/// A schema's root and the path from there.
#[derive(Clone)]
pub(super) struct Place {
    /// The named schema, or the body or parameter.
    root: String,
    /// What the root was called.
    old_root: String,
    /// The path from there.
    path: String,
    steps: Vec<String>,
    is_named: bool,
    /// The items of the operation that it is in.
    around: Vec<(String, String)>,
}

impl Place {
    /// The whole of a named schema.
    pub(super) fn named(old: &str, new: &str) -> Self {
        let (root, old_root, path) = (new.to_owned(), old.to_owned(), String::new());
        Self { root, old_root, path, steps: Vec::new(), is_named: true, around: Vec::new() }
    }

    /// The whole of a body or of a parameter, which is seen in some items of the generated code.
    pub(super) fn inline(subject: &str, around: &[(String, String)]) -> Self {
        let (root, path, steps) = (subject.to_owned(), String::new(), Vec::new());
        let old_root = root.clone();
        Self { root, old_root, path, steps, is_named: false, around: around.to_vec() }
    }

    /// How many steps it is away from its root.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn step(&self, step: &str) -> Self {
        let dot = if self.path.is_empty() || step.starts_with('[') { "" } else { "." };
        let mut steps = self.steps.clone();
        steps.push(step.to_owned());
        Self { path: format!("{}{dot}{step}", self.path), steps, ..self.clone() }
    }

    /// The same for programs.
    pub(super) fn schema(&self, direction: Direction) -> ChangedSchema {
        ChangedSchema {
            direction,
            root: self.root.clone(),
            old_root: self.old_root.clone(),
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

    /// The type of the generated code that it is in, and the property.
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
