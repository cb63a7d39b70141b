//! Callers may set it.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "optional-parameter-added",
    about: "Callers may give it.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.added()
        .filter(|one| !one.required)
        .map(|_| format!("{} was added, optional", pair.subject))
}
