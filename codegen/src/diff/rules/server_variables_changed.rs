//! A variable of a server has another default, or other values.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::diff::rules::helpers::listed;
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "server-variables-changed",
    about: "A variable of a server has another default, or other values.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/servers", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    let changed = listed(old.servers.iter().map(|one| one.url.as_str()), |url| {
        let of = |document: &Document| {
            let server = document.servers.iter().find(|one| one.url == url);
            server.map(|one| {
                one.variables
                    .iter()
                    .map(|(name, one)| (name.clone(), one.default.clone(), one.values.clone()))
                    .collect::<Vec<_>>()
            })
        };
        of(new).is_some_and(|after| of(old) != Some(after))
    })?;
    Some(format!("the variables of servers changed: {changed}"))
}
