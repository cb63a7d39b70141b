//! A response that had no body has one.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;

pub(crate) const RULE: Rule = Rule {
    id: "response-body-added",
    about: "A response that had no body has one.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.became("a response with a body", |one| !one.content.is_empty())
}
