//! Callers must send it.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "request-required-property-added",
    about: "Callers have to send it.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, properties::added_required),
};
