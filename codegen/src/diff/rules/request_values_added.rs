//! Callers may send them.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "request-values-added",
    about: "Callers may send them.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, schemas::values_added),
};
