//! Operations without security requirements of their own need other credentials.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "default-security-changed",
    about: "Operations that say nothing of their own need other credentials.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/security", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    (old.security != new.security)
        .then(|| format!("the security requirements of {} changed", pair.subject))
}
