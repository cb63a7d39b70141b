//! The pages of a list can be read as a stream.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-paging-added",
    about: "The pages of a list can be read as a stream.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("a paged list", |one| one.operation.described_paging().is_some())
}
