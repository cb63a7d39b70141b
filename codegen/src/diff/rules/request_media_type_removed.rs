//! A body can no longer be sent as this media type.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::MediaType;

pub(crate) const RULE: Rule = Rule {
    id: "request-media-type-removed",
    about: "A body can no longer be sent as this media type.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::RequestContent(find),
};

fn find(pair: &Pair<'_, MediaType>) -> Option<String> {
    pair.removed().map(|_| format!("{} can no longer be `{}`", pair.subject, pair.name))
}
