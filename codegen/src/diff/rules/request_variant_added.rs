//! Callers may send it.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::variants;

pub(crate) const RULE: Rule = Rule {
    id: "request-variant-added",
    about: "Callers may send it.",
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
    let added = variants(new, old).filter(|_| !old.variants.is_empty())?;
    Some(format!("{} may also be {added} in requests", pair.subject))
}
