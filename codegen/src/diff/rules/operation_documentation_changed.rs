//! The summary or the description of an operation.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-documentation-changed",
    about: "The summary or the description of an operation.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let texts = |one: &PlacedOperation<'_>| {
        (one.operation.summary.clone(), one.operation.description.clone())
    };
    (texts(old) != texts(new)).then(|| format!("the documentation of {} changed", pair.subject))
}
