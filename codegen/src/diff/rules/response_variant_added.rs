//! Such values were `Unknown` before, and have a variant now.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-variant-added",
    about: "Such values were `Unknown` before, and have a variant now.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::variant_added),
};
