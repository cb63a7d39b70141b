//! Callers may leave it out.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "request-property-became-optional",
    about: "Callers may leave it out.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, properties::became_optional),
};
