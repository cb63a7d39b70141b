//! The operation still exists, and the compiler warns about its use.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-deprecated",
    about: "The operation is still there, and the compiler warns of its use.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.became("deprecated", |one| one.operation.deprecated)
}
