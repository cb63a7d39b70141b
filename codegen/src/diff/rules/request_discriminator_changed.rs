//! Another property, or other values of it, distinguish the variants of a union.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "request-discriminator-changed",
    about: "Another property, or other values of it, tell the variants of a union apart.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Schema(Direction::Request, schemas::discriminator_changed),
};
