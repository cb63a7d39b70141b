//! Callers can choose another server.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::listed;
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "server-added",
    about: "A server that a caller can choose.",
    effects: Effects { source: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/servers", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    let added = listed(new.servers.iter().map(|one| one.url.as_str()), |url| {
        old.servers.iter().all(|one| one.url != url)
    })?;
    Some(format!("servers were added: {added}"))
}
