//! A string or number with a list of values is an enum, and one without is not.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-enum-changed",
    about: "A string or number with a list of values is an enum, and one without is not.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    match (old.values, new.values) {
        (None, Some(_)) => Some(format!("{} became an enum in responses", pair.subject)),
        (Some(_), None) => Some(format!("{} may have any value now in responses", pair.subject)),
        _ => None,
    }
}
