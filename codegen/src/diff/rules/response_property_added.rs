//! The property was kept in `extra` before, and has a field now.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-property-added",
    about: "The property was kept in `extra` before, and has a field now.",
    effects: Effects {
        source: Effect::Compatible,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    let added = pair.added().filter(|one| !one.is_required)?;
    let nullable = if added.node.schema.is_nullable() { " and nullable" } else { "" };
    Some(format!("{} was added in responses, optional{nullable}", pair.subject))
}
