//! Callers must set it, and calls without it are not sent.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "required-parameter-added",
    about: "Callers have to give it, and calls without it are not sent.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.added().filter(|one| one.required).map(|_| format!("{} was added, required", pair.subject))
}
