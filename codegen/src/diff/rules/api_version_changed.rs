//! The version that the API gives itself.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "api-version-changed",
    about: "The version that the API gives itself.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/info", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    pair.differs("the version", |one| format!("`{}`", one.info.version))
}
