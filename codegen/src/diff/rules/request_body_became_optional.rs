//! Calls without a body are sent.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::RequestBody;

pub(crate) const RULE: Rule = Rule {
    id: "request-body-became-optional",
    about: "Calls without a body are sent.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::RequestBody(find),
};

fn find(pair: &Pair<'_, RequestBody>) -> Option<String> {
    pair.became("optional", |one| !one.required)
}
