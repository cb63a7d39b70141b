//! Calls without a body are no longer sent.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::RequestBody;

pub(crate) const RULE: Rule = Rule {
    id: "request-body-became-required",
    about: "Calls without a body are not sent any more.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::RequestBody(find),
};

fn find(pair: &Pair<'_, RequestBody>) -> Option<String> {
    pair.became("required", |one| one.required)
}
