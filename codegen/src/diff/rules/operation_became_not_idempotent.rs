//! A call is no longer sent again once it may have arrived.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-became-not-idempotent",
    about: "A call is no longer sent again once it may have arrived.",
    effects: Effects { request: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("not idempotent", |one| !one.operation.is_idempotent)
}
