//! Callers may leave it out.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "request-property-became-optional",
    about: "Callers may leave it out.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    pair.became("optional in requests", |one| !one.is_required)
}
