//! A body may also be sent as this media type.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::MediaType;

pub(crate) const RULE: Rule = Rule {
    id: "request-media-type-added",
    about: "A body may also be sent as this media type.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::RequestContent(find),
};

fn find(pair: &Pair<'_, MediaType>) -> Option<String> {
    pair.added().map(|_| format!("{} may also be `{}`", pair.subject, pair.name))
}
