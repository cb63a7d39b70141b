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
    let (old, new) = (old.operation.paging.as_ref()?, new.operation.paging.as_ref()?);
    (old != new).then(|| format!("the paging of {} changed", pair.subject))
}
