//! The pages of a list can no longer be read as a stream.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-paging-removed",
    about: "The pages of a list can no longer be read as a stream.",
    effects: Effects { source: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("a list without pages", |one| one.operation.described_paging().is_none())
}
