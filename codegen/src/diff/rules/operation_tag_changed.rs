//! The types of an operation are in the module of its first tag.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-tag-changed",
    about: "The types of an operation are in the module of its first tag.",
    effects: Effects { source: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.differs("the first tag", |one| {
        one.operation.tags.first().map_or_else(|| "none".to_owned(), |tag| format!("`{tag}`"))
    })
}
