//! Callers may send them.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::values;

pub(crate) const RULE: Rule = Rule {
    id: "request-values-added",
    about: "Callers may send them.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.values?, new.values?);
    let added = values(new.iter().filter(|value| !old.contains(value)))?;
    Some(format!("{} may also be {added} in requests", pair.subject))
}
