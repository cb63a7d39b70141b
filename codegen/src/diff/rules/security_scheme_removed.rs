//! Callers can no longer authenticate with this credential.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::security::SecurityScheme;

pub(crate) const RULE: Rule = Rule {
    id: "security-scheme-removed",
    about: "Callers who use this credential are not known any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::SecurityScheme(find),
};

fn find(pair: &Pair<'_, SecurityScheme>) -> Option<String> {
    pair.removed().map(|_| format!("{} was removed", pair.subject))
}
