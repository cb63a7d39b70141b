//! The compiler no longer warns about the operation.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-not-deprecated",
    about: "The compiler no longer warns of the operation.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("current again", |one| !one.operation.deprecated)
}
