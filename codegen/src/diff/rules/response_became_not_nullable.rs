//! `null` is not a value of it any more.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-became-not-nullable",
    about: "`null` is not a value of it any more.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    pair.became("not nullable in responses", |one| !one.is_nullable)
}
