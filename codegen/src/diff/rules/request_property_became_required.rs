//! Callers have to send it.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "request-property-became-required",
    about: "Callers have to send it.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    pair.became("required in requests", |one| one.is_required)
}
