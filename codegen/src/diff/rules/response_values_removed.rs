//! The values no longer have variants, and are read as `Unknown`.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-values-removed",
    about: "The values have no variants any more, and are read as `Unknown`.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::values_removed),
};
