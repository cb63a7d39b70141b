//! `null` is not a value of it any more.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "request-became-not-nullable",
    about: "`null` is not a value of it any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    pair.became("not nullable in requests", |one| !one.is_nullable)
}
