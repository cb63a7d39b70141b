//! A response may also have this media type.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::MediaType;

pub(crate) const RULE: Rule = Rule {
    id: "response-media-type-added",
    about: "A response may also come as this media type.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::ResponseContent(find),
};

fn find(pair: &Pair<'_, MediaType>) -> Option<String> {
    pair.added().map(|_| format!("{} may also be `{}`", pair.subject, pair.name))
}
