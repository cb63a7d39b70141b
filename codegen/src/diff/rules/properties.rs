//! Changes of a property: the rules of requests and responses share these functions.

use crate::diff::flat::FlatProperty;
use crate::diff::pair::Pair;

pub(super) fn access_changed(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    pair.differs("`readOnly` or `writeOnly`", |one| match (one.is_read_only, one.is_write_only) {
        (true, _) => "only read".to_owned(),
        (_, true) => "only written".to_owned(),
        _ => format!("read and written {in_what}"),
    })
}

pub(super) fn added(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    let added = pair.added().filter(|one| !one.is_required)?;
    let nullable = if added.node.schema.is_nullable() { " and nullable" } else { "" };
    Some(format!("{} was added {in_what}, optional{nullable}", pair.subject))
}

pub(super) fn became_optional(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    pair.became(&format!("optional {in_what}"), |one| !one.is_required)
}

pub(super) fn became_required(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    pair.became(&format!("required {in_what}"), |one| one.is_required)
}

pub(super) fn removed(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    pair.removed().map(|_| format!("{} was removed {in_what}", pair.subject))
}

pub(super) fn added_required(pair: &Pair<'_, FlatProperty<'_>>, in_what: &str) -> Option<String> {
    pair.added()
        .filter(|one| one.is_required)
        .map(|_| format!("{} was added {in_what}, required", pair.subject))
}
