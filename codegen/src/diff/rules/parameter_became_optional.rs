//! Calls without it are sent.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "parameter-became-optional",
    about: "Calls without it are sent.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.became("optional", |one| !one.required)
}
