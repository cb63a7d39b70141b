//! There is another way for a caller to authenticate.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::security::SecurityScheme;

pub(crate) const RULE: Rule = Rule {
    id: "security-scheme-added",
    about: "Another way for a caller to be known.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::SecurityScheme(find),
};

fn find(pair: &Pair<'_, SecurityScheme>) -> Option<String> {
    pair.added().map(|_| format!("{} was added", pair.subject))
}
