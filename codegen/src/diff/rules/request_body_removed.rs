//! Callers who send a body have no method for it any more.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::RequestBody;

pub(crate) const RULE: Rule = Rule {
    id: "request-body-removed",
    about: "Callers who send a body have no method for it any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::RequestBody(find),
};

fn find(pair: &Pair<'_, RequestBody>) -> Option<String> {
    pair.removed().map(|_| format!("{} was removed", pair.subject))
}
