//! The API has another operation.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-added",
    about: "Another operation of the API.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
    },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    pair.added().map(|_| format!("{} was added", pair.subject))
}
