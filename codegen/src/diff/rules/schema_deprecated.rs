//! The value still exists, and should not be used.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "schema-deprecated",
    about: "The value is still there, and should not be used.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::AnySchema(find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    pair.became("deprecated", |one| one.is_deprecated)
}
