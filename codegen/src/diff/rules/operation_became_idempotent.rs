//! A call may be sent again after it was sent once.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-became-idempotent",
    about: "A call may be sent again after it was sent once.",
    effects: Effects { request: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("idempotent", |one| one.operation.is_idempotent)
}
