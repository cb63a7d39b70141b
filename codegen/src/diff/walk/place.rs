//! Where a schema is, for people.

use crate::rust::names::usable_type;

/// A schema's root and the path from there.
#[derive(Clone)]
pub(super) struct Place {
    /// The named schema, or the body or parameter.
    root: String,
    /// The path from there.
    path: String,
    is_named: bool,
    /// The items of the operation that it is in.
    around: Vec<(String, String)>,
}

impl Place {
    /// The whole of a named schema.
    pub(super) fn named(name: &str) -> Self {
        let (root, path) = (name.to_owned(), String::new());
        Self { root, path, is_named: true, around: Vec::new() }
    }

    /// The whole of a body or of a parameter, which is seen in some items of the generated code.
    pub(super) fn inline(subject: &str, around: &[(String, String)]) -> Self {
        let (root, path) = (subject.to_owned(), String::new());
        Self { root, path, is_named: false, around: around.to_vec() }
    }

    /// How many steps it is away from its root.
    pub(super) fn depth(&self) -> usize {
        self.path.matches(['.', '[']).count()
    }

    pub(super) fn step(&self, step: &str) -> Self {
        let dot = if self.path.is_empty() || step.starts_with('[') { "" } else { "." };
        Self { path: format!("{}{dot}{step}", self.path), ..self.clone() }
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
