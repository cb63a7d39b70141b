//! A change, for people and programs.

use crate::diff::rule::{Effects, Rule};
use crate::diff::surface::{SurfaceChange, SurfaceLine};
use crate::report::Location;

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

    /// The name of the schema, and perhaps of the property, that changed.
    pub(crate) concerns: (String, String),

    /// The lines of the generated code's surface that the change is seen in.
    pub rust: Vec<SurfaceLine>,
}

/// The name of a change: a hash of its rule and its sentence, which have no line numbers (FNV-1a).
pub(crate) fn fingerprint(rule: &str, sentence: &str) -> String {
    let bytes = rule.bytes().chain([0]).chain(sentence.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:012x}", hash >> 16)
}

/// Gives each change the lines of the surface that it is seen in.
pub(crate) fn attach(changes: &mut [Change], surface: &[SurfaceChange]) {
    for change in changes {
        let (ty, property) = &change.concerns;
        let mut items = surface.iter().filter(|item| item.name == *ty);
        if let Some(item) = items.next() {
            let lines = item.lines.iter().filter(|line| line.concerns(property));
            change.rust = lines.cloned().collect();
        }
    }
}
