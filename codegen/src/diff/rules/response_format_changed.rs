//! The same string or number has another Rust type, which keeps all values of the old one.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-format-changed",
    about: "The same string or number has another Rust type, which keeps all values of the old one.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, schemas::format_changed),
};
