//! A property that only the server sets is not sent; one that only callers set does not come.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "response-property-access-changed",
    about: "A property that only the server sets is not sent; one that only callers set does not come.",
    effects: Effects { response: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Property(Direction::Response, find),
};

fn find(pair: &Pair<'_, FlatProperty<'_>>) -> Option<String> {
    pair.differs("`readOnly` or `writeOnly`", |one| match (one.is_read_only, one.is_write_only) {
        (true, _) => "only read".to_owned(),
        (_, true) => "only written".to_owned(),
        _ => "read and written in responses".to_owned(),
    })
}
