//! The property no longer has a field. A received value is kept in `extra`.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "response-property-removed",
    about: "The property has no field any more. What comes is kept in `extra`.",
    effects: Effects {
        source: Effect::Breaking,
        response: Effect::Compatible,
        docs: Effect::Compatible,
        ..Effects::NONE
    },
    find: Find::Property(Direction::Response, properties::removed),
};
