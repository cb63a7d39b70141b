//! The values have no variants any more, and are read as `Unknown`.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::values;

pub(crate) const RULE: Rule = Rule {
    id: "response-values-removed",
    about: "The values have no variants any more, and are read as `Unknown`.",
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
    let (old, new) = (old.values?, new.values?);
    let removed = values(old.iter().filter(|value| !new.contains(value)))?;
    Some(format!("{} is no longer {removed} in responses", pair.subject))
}
