//! The property has no field any more. What comes is kept in `extra`.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-property-removed",
    about: "The property has no field any more. What comes is kept in `extra`.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    pair.removed().map(|_| format!("{} was removed in responses", pair.subject))
}
