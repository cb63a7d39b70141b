//! The property was kept in `extra` before, and has a field now.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "response-property-added",
    about: "The property was kept in `extra` before, and has a field now.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, properties::added),
};
