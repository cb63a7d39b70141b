//! A body without it is accepted.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-property-became-optional",
    about: "A body without it is accepted.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    pair.became("optional in responses", |one| !one.is_required)
}
