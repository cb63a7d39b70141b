//! The same operation has another method or path.

use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Effect, Effects, Find, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "operation-moved",
    about: "The same operation has another method or path.",
    effects: Effects { request: Effect::Breaking, docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Operation(find),
};

fn find(pair: &Pair<'_, PlacedOperation<'_>>) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.title(), new.title());
    (old != new).then(|| format!("`{old}` moved to `{new}`"))
}
