//! According to the documentation, other permissions are needed.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-permissions-changed",
    about: "Other permissions are needed, as the documentation says.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (&old.operation.permissions, &new.operation.permissions);
    (old != new).then(|| format!("the permissions of {} changed", pair.subject))
}
