//! A value of the old type does not fit the new one.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-type-changed",
    about: "A value of the old type does not fit the new one.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.type_name(), new.type_name());
    (old != new)
        .then(|| format!("the type of {} in responses changed from {old} to {new}", pair.subject))
}
