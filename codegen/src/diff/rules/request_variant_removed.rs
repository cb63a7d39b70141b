//! Callers must not send it any more.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::variants;

pub(crate) const RULE: Rule = Rule {
    id: "request-variant-removed",
    about: "Callers must not send it any more.",
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
    let removed = variants(old, new).filter(|_| !new.variants.is_empty())?;
    Some(format!("{} is no longer {removed} in requests", pair.subject))
}
