//! The next page is found in another way.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-paging-changed",
    about: "The next page is found in another way.",
    effects: Effects {
        request: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.operation.described_paging()?, new.operation.described_paging()?);
    (old != new).then(|| format!("the paging of {} changed", pair.subject))
}
