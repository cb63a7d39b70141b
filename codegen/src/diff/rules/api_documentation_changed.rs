//! The title or the description of the API.

use crate::diff::pair::Pair;
use crate::diff::rule::{Effect, Effects, Find, Rule};
use crate::openapi::document::Document;

pub(crate) const RULE: Rule = Rule {
    id: "api-documentation-changed",
    about: "The title or the description of the API.",
    effects: Effects { docs: Effect::Compatible, ..Effects::NONE },
    find: Find::Document("/info", find),
};

fn find(pair: &Pair<'_, Document>) -> Option<String> {
    let (old, new) = pair.both()?;
    let texts = |one: &Document| (one.info.title.clone(), one.info.description.clone());
    (texts(old) != texts(new)).then(|| "the title or the description of the API changed".to_owned())
}
