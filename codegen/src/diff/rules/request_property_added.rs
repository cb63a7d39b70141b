//! Callers may send it.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "request-property-added",
    about: "Callers may send it.",
    effects: Effects {
        source: Effect::Compatible,
        request: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Request, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    let added = pair.added().filter(|one| !one.is_required)?;
    let nullable = if added.node.schema.is_nullable() { " and nullable" } else { "" };
    Some(format!("{} was added in requests, optional{nullable}", pair.subject))
}
