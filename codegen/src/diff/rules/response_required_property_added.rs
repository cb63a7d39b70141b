//! A body without it is refused.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "response-required-property-added",
    about: "A body without it is refused.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, properties::added_required),
};
