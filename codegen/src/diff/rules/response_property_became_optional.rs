//! A body without it is accepted.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "response-property-became-optional",
    about: "A body without it is accepted.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, properties::became_optional),
};
