//! The title or the description of a schema.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "schema-documentation-changed",
    about: "The title or the description of a schema.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::AnySchema(find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let texts = |one: &Flat<'_>| (one.title.to_owned(), one.description.to_owned());
    (texts(old) != texts(new)).then(|| format!("the documentation of {} changed", pair.subject))
}
