//! `null` is a value of it.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-became-nullable",
    about: "`null` is a value of it.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    pair.became("nullable in responses", |one| one.is_nullable)
}
