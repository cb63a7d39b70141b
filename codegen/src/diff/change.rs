//! A change, for people and programs.

use std::collections::HashMap;

use crate::diff::rule::{Direction, Effect, Effects, Rule};
use crate::diff::surface::{SurfaceChange, SurfaceLine};
use crate::hash::hash;
use crate::report::Location;
use crate::rust::names::pascal;

/// A change.
#[derive(Clone, Debug)]
pub struct Change {
    /// The rule that recognized it.
    pub rule: Rule,

    /// What changed, in a sentence.
    pub sentence: String,

    /// What it does.
    pub effects: Effects,

    /// Where it is in the old description; none where it was not there.
    pub old: Option<Location>,

    /// Where it is in the new description; none where it is gone.
    pub new: Option<Location>,

    /// The name of the change, twelve hexadecimal digits: it stays the same while other parts of the
    /// descriptions change.
    pub fingerprint: String,

    /// The schema that it is a change of; none where it is one of something else.
    pub schema: Option<ChangedSchema>,

    /// What it may be seen in: the names of items, each perhaps with one of a property or a method.
    pub(crate) concerns: Vec<(String, String)>,

    /// The lines of the generated code's surface that the change is seen in.
    pub rust: Vec<SurfaceLine>,
}

impl Change {
    /// Whether it is a change of an operation itself, and not of a named schema: of the one of this
    /// `operationId`.
    pub fn is_of_operation(&self, id: &str) -> bool {
        let name = pascal(id);
        let is_named = self.schema.as_ref().is_some_and(|schema| schema.is_named);
        !is_named && self.concerns.iter().any(|(item, _)| *item == name)
    }

    /// Whether it is a change of the description as a whole: of its servers or its security.
    pub fn is_of_document(&self) -> bool {
        self.schema.is_none() && self.concerns.is_empty()
    }
}

/// Where in the schemas of a document a change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSchema {
    /// Which way its values travel.
    pub direction: Direction,

    /// The name of the component, or of the body or parameter, such as ``the request body of `POST /users` ``.
    pub root: String,

    /// What the old document calls it.
    pub old_root: String,

    /// Whether it is a component.
    pub is_named: bool,

    /// The path from there: names of properties, `[]` for items, `*` for additional properties, and the name
    /// of a variant in angle brackets.
    pub path: Vec<String>,
}

/// The name of a change: a hash of its rule and its sentence, which have no line numbers.
pub(crate) fn fingerprint(rule: &str, sentence: &str) -> String {
    let bytes = rule.bytes().chain([0]).chain(sentence.bytes());
    format!("{:012x}", hash(bytes) >> 16)
}

/// Gives each change the lines of the surface that it is seen in, and the effect on source code that these
/// have: the surface is made of the code itself, and a rule only expects what becomes of it.
pub(crate) fn attach(changes: &mut [Change], surface: &[SurfaceChange]) {
    let breaks = surface.iter().any(|item| item.effect() == Effect::Breaking);
    let mut by_name: HashMap<&str, Vec<&SurfaceChange>> = HashMap::new();
    for item in surface {
        by_name.entry(&item.name).or_default().push(item);
    }
    for change in changes {
        for (name, property) in &change.concerns {
            let items = by_name.get(name.as_str()).into_iter().flatten();
            let lines = items.flat_map(|item| &item.lines).filter(|line| line.concerns(property));
            change.rust.extend(lines.cloned());
        }
        let source = &mut change.effects.source;
        if *source > Effect::None && change.rust.iter().any(|line| line.breaks) {
            *source = Effect::Breaking;
        } else if *source == Effect::Breaking && !breaks {
            *source = if surface.is_empty() { Effect::None } else { Effect::Compatible };
        }
    }
}
