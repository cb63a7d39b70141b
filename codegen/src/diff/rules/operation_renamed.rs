//! The method and the types of an operation are named after its `operationId`.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-renamed",
    about: "The method and the types of an operation are named after its `operationId`.",
    effects: Effects { source: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.differs("the `operationId`", |one| format!("`{}`", one.operation.id))
}
