//! Callers who set it have no method for it any more.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "parameter-removed",
    about: "Callers who give it give nothing any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.removed().map(|_| format!("{} was removed", pair.subject))
}
