//! A property that only the server sets is not sent; one that only callers set is not received.

use crate::diff::rule::{Direction, Effect, Effects, Find, Rule};
use crate::diff::rules::properties;

pub(crate) const RULE: Rule = Rule {
    id: "response-property-access-changed",
    about: "A property that only the server sets is not sent; one that only callers set does not come.",
    effects: Effects { response: Effect::Compatible, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Property(Direction::Response, properties::access_changed),
};
