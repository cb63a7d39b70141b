//! `null` is an allowed value.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "request-became-nullable",
    about: "`null` is a value of it.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, schemas::became_nullable),
};
