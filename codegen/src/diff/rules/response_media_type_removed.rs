//! A response no longer has this media type.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::MediaType;

pub(crate) const RULE: Rule = Rule {
    id: "response-media-type-removed",
    about: "A response no longer comes as this media type.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::ResponseContent(find),
};

fn find(pair: &Pair<'_, MediaType>) -> Option<String> {
    pair.removed().map(|_| format!("{} can no longer be `{}`", pair.subject, pair.name))
}
