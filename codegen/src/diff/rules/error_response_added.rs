//! An error that was not described before has a variant of its own.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;
use crate::openapi::status::is_success;

pub(crate) const RULE: Rule = Rule {
    id: "error-response-added",
    about: "An error that was not described before has a variant of its own.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.added().filter(|_| !is_success(&pair.name)).map(|_| format!("{} was added", pair.subject))
}
