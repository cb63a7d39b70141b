//! A response that had a body has none.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;

pub(crate) const RULE: Rule = Rule {
    id: "response-body-removed",
    about: "A response that had a body has none.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.became("a response without a body", |one| one.content.is_empty())
}
