//! Such values are read as another variant, or as `Unknown`.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::variants;

pub(crate) const RULE: Rule = Rule {
    id: "response-variant-removed",
    about: "Such values are read as another variant, or as `Unknown`.",
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
    let removed = variants(old, new).filter(|_| !new.variants.is_empty())?;
    Some(format!("{} is no longer {removed} in responses", pair.subject))
}
