//! Callers may send it.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "request-property-added",
    about: "Callers may send it.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, properties::added),
};
