//! A success may have another status.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;
use crate::openapi::status::is_success;

pub(crate) const RULE: Rule = Rule {
    id: "success-response-added",
    about: "A success may have another status.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.added().filter(|_| is_success(&pair.name)).map(|_| format!("{} was added", pair.subject))
}
