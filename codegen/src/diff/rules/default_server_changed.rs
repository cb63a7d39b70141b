//! Calls go to the first server by default, so they now go elsewhere.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "default-server-changed",
    about: "The first server is where calls go unless told otherwise, so they go elsewhere now.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/servers", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    let url = |document: &Document| document.servers.first().map(|one| one.url.clone());
    let (old, new) = (url(old)?, url(new)?);
    (old != new).then(|| format!("the default server changed from `{old}` to `{new}`"))
}
