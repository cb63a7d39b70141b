//! The documentation gives other limits. Values are not checked against them.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "limits-changed",
    about: "The documentation says other limits. Values are not held against them.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::AnySchema(find),
};

fn find(pair: &Pair<'_, Flat<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let text = |one: &Flat<'_>| match one.limits.is_empty() {
        true => "none".to_owned(),
        false => format!("`{}`", one.limits.join(", ")),
    };
    let (old, new) = (text(old), text(new));
    (old != new).then(|| format!("the limits of {} changed from {old} to {new}", pair.subject))
}
