//! Callers must no longer send them.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "request-values-removed",
    about: "Callers must not send them any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, schemas::values_removed),
};
