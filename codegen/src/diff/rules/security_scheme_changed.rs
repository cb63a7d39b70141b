//! The same credential is sent in another way.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::security::SecurityScheme;

pub(crate) const RULE: Rule = Rule {
    id: "security-scheme-changed",
    about: "The same credential travels in another way.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::SecurityScheme(find),
};

fn find(pair: &Pair<'_, SecurityScheme>) -> Option<String> {
    pair.differs("the way", |one| {
        let parts = [&one.ty, &one.scheme, &one.location, &one.name];
        let parts: Vec<&str> =
            parts.iter().map(|one| one.as_str()).filter(|one| !one.is_empty()).collect();
        format!("`{}`", parts.join(" "))
    })
}
