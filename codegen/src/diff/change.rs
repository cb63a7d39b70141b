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

    /// The change, as a sentence.
    pub sentence: String,

    /// Its effects.
    pub effects: Effects,

    /// Its location in the old description; none if it is new.
    pub old: Option<Location>,

    /// Its location in the new description; none if it is gone.
    pub new: Option<Location>,

    /// The name of the change, as twelve hexadecimal digits: it stays the same while other parts of the
    /// descriptions change.
    pub fingerprint: String,

    /// The changed schema; none if something else changed.
    pub schema: Option<ChangedSchema>,

    /// The generated items that it may affect, by name, each perhaps with the name of a property or a method.
    pub(crate) concerns: Vec<(String, String)>,

    /// The affected lines of the generated code's surface.
    pub rust: Vec<SurfaceLine>,
}

impl Change {
    /// Whether it is a change of the operation with this `operationId` itself, and not of a named schema.
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

/// The place of a change in the schemas of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSchema {
    /// The direction of its values.
    pub direction: Direction,

    /// The name of the component, or of the body or parameter, such as ``the request body of `POST /users` ``.
    pub root: String,

    /// The name in the old document.
    pub old_root: String,

    /// Whether it is a component.
    pub is_named: bool,

    /// The path from there: names of properties, `[]` for items, `*` for additional properties, and the name
    /// of a variant in angle brackets.
    pub path: Vec<String>,
}

/// The name of a change: a hash of its rule and its sentence, which contain no line numbers.
pub(crate) fn fingerprint(rule: &str, sentence: &str) -> String {
    let bytes = rule.bytes().chain([0]).chain(sentence.bytes());
    format!("{:012x}", hash(bytes) >> 16)
}

/// Adds to each change the surface lines that it affects, and their effect on source code: the surface is
/// read from the code itself, while a rule only predicts the effect.
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
