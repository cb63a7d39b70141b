//! A string or number with a list of values is an enum, and one without is not.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "request-enum-changed",
    about: "A string or number with a list of values is an enum, and one without is not.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, schemas::enum_changed),
};
