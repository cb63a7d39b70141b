//! Other credentials are required, or are sufficient.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-security-changed",
    about: "Other credentials are required, or are enough.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (&old.operation.security, &new.operation.security);
    (old != new).then(|| format!("the security requirements of {} changed", pair.subject))
}
