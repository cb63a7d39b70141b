//! Callers must not send them any more.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::values;

pub(crate) const RULE: Rule = Rule {
    id: "request-values-removed",
    about: "Callers must not send them any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.values?, new.values?);
    let removed = values(old.iter().filter(|value| !new.contains(value)))?;
    Some(format!("{} is no longer {removed} in requests", pair.subject))
}
