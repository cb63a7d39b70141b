//! The same value is written in another way.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::operation::Parameter;

pub(crate) const RULE: Rule = Rule {
    id: "parameter-style-changed",
    about: "The same value is written in another way.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Parameter(find),
};

fn find(pair: &Pair<'_, Parameter>) -> Option<String> {
    let (old, new) = pair.both()?;
    let style = |one: &Parameter| (one.style.clone(), one.explode, one.allow_reserved);
    (style(old) != style(new)).then(|| format!("the style of {} changed", pair.subject))
}
