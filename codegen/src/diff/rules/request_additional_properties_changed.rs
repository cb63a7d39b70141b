//! The properties beside the listed ones have another type, or are not allowed any more.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::openapi::document::schema::Additional;

pub(crate) const RULE: Rule = Rule {
    id: "request-additional-properties-changed",
    about: "The properties beside the listed ones have another type, or are not allowed any more.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let word = |one: &Flat<'_>| match one.additional {
        Some(Additional::Of(_)) => "of a schema",
        Some(Additional::Allowed(false)) => "not allowed",
        Some(Additional::Allowed(true)) | None => "any",
    };
    let (before, after) = (word(old), word(new));
    (before != after).then(|| {
        format!(
            "the additional properties of {} in requests changed from {before} to {after}",
            pair.subject
        )
    })
}
