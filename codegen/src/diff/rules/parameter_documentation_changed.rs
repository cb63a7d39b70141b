//! The description of a parameter.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "parameter-documentation-changed",
    about: "The description of a parameter.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.rewritten("description", |one| one.description.as_str())
}
