//! The calls of this operation go to another server.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-server-changed",
    about: "The calls of this operation go to another server.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let url = |one: &PlacedOperation<'_>| {
        let servers = one.operation.servers.as_ref();
        servers
            .and_then(|all| all.first())
            .map_or_else(|| "the API's".to_owned(), |one| format!("`{}`", one.url))
    };
    pair.differs("the server", url)
}
