//! The parameter still exists, and should not be set.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "parameter-deprecated",
    about: "The parameter is still there, and should not be given.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    pair.became("deprecated", |one| one.deprecated)
}
