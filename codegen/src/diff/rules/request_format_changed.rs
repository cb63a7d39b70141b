//! The same string or number has another Rust type, and a value of the old one may not be one of the new one.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::schemas::{format_changed, is_wider};

pub(crate) const RULE: Rule = Rule {
    id: "request-format-changed",
    about: "The same string or number has another Rust type, and a value of the old one may not be one of the new one.",
    effects: Effects {
        source: Effect::Breaking,
        request: Effect::Breaking,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Schema(Direction::Request, find),
};

fn find(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    format_changed(pair, in_what).filter(|_| !is_wider(old.format, new.format))
}
