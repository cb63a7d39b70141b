//! Another property, or other values of it, tell the variants of a union apart.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::other_discriminator;

pub(crate) const RULE: Rule = Rule {
    id: "request-discriminator-changed",
    about: "Another property, or other values of it, tell the variants of a union apart.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let is_other = other_discriminator(old, new);
    is_other.then(|| format!("the discriminator of {} in requests changed", pair.subject))
}
