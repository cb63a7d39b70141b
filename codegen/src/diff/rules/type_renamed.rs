//! The Rust type of a named schema is named after it.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "type-renamed",
    about: "The Rust type of a named schema has its name.",
    effects: Effects { source: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::AnySchema(find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.name?, new.name?);
    (old != new).then(|| format!("{} is `{new}` where it was `{old}`", pair.subject))
}
