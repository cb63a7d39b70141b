//! A server that callers may have chosen no longer exists.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::listed;
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "server-removed",
    about: "A server that callers may have chosen is no longer there.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Document("/servers", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    let removed = listed(old.servers.iter().map(|one| one.url.as_str()), |url| {
        new.servers.iter().all(|one| one.url != url)
    })?;
    Some(format!("servers were removed: {removed}"))
}
