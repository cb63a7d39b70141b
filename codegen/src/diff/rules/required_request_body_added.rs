//! Callers must send a body.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::RequestBody;

pub(crate) const RULE: Rule = Rule {
    id: "required-request-body-added",
    about: "Callers have to send a body.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::RequestBody(find),
};

fn find(pair: &Pair<'_, RequestBody>) -> Option<String> {
    pair.added().filter(|one| one.required).map(|_| format!("{} was added, required", pair.subject))
}
