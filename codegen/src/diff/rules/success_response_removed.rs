//! A success no longer has this status, or is no longer described.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;
use crate::openapi::status::is_success;

pub(crate) const RULE: Rule = Rule {
    id: "success-response-removed",
    about: "A success no longer has this status, or is not described any more.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.removed()
        .filter(|_| is_success(&pair.name))
        .map(|_| format!("{} was removed", pair.subject))
}
