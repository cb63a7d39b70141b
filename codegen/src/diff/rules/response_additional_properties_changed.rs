//! The properties beside the listed ones have another type, or are no longer allowed.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-additional-properties-changed",
    about: "The properties beside the listed ones have another type, or are not allowed any more.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::additional_properties_changed),
};
