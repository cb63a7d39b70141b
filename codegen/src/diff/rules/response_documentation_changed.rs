//! The description of a response.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Response;

pub(crate) const RULE: Rule = Rule {
    id: "response-documentation-changed",
    about: "The description of a response.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Response(find),
};

fn find(pair: &Pair<'_, Response>) -> Option<String> {
    pair.rewritten("description", |one| one.description.as_str())
}
