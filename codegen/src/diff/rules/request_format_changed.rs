//! The same string or number has another Rust type.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "request-format-changed",
    about: "The same string or number has another Rust type.",
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
    let name =
        |one: &Flat<'_>| one.format.map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
    let (before, after) = (name(old), name(new));
    let is_same_type = old.type_name() == new.type_name();
    (is_same_type && before != after).then(|| {
        format!("the format of {} in requests changed from {before} to {after}", pair.subject)
    })
}
