//! The values were `Unknown` before, and have variants now.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-values-added",
    about: "The values were `Unknown` before, and have variants now.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::values_added),
};
