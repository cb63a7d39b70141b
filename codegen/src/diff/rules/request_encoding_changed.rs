//! The same body is written in another way.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::MediaType;

pub(crate) const RULE: Rule = Rule {
    id: "request-encoding-changed",
    about: "The same body is written in another way.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::RequestContent(find),
};

fn find(pair: &Pair<'_, MediaType>) -> Option<String> {
    let (old, new) = pair.both()?;
    (old.encoding != new.encoding)
        .then(|| format!("the encoding of {} as `{}` changed", pair.subject, pair.name))
}
