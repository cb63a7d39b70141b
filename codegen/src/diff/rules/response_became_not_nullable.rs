//! `null` is no longer an allowed value.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas;

pub(crate) const RULE: Rule = Rule {
    id: "response-became-not-nullable",
    about: "`null` is not a value of it any more.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Response, find),
};

fn find(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    pair.new.filter(|one| !one.is_optional)?;
    schemas::became_not_nullable(pair, in_what)
}
