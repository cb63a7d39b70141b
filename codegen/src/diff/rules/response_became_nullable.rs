//! `null` is an allowed value.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-became-nullable",
    about: "`null` is a value of it.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::became_nullable),
};
