//! Suggestions for a selector that matches nothing.

use crate::check::nearest::nearest;
use crate::openapi::subset::Operation;

/// The number of names in a suggestion.
const NAMED: usize = 5;

/// Advice for a selector that matches nothing: the nearest name, or some similar ones.
pub(crate) fn suggest(text: &str, all: &[Operation]) -> String {
    let ids = all.iter().filter_map(|one| one.id.clone());
    let routes = all.iter().map(|one| format!("{} {}", one.method, one.path));
    let mut tags: Vec<String> =
        all.iter().flat_map(|one| &one.tags).map(|tag| format!("tag:{tag}")).collect();
    tags.sort();
    tags.dedup();
    let names: Vec<String> = match text {
        tag if tag.starts_with("tag:") => tags,
        route if route.contains(' ') => routes.collect(),
        path if path.starts_with('/') => all.iter().map(|one| one.path.clone()).collect(),
        _ => ids.chain(tags).collect(),
    };
    if names.is_empty() {
        return "the document has none to choose from".to_owned();
    }
    let plain = |name: &str| -> String {
        let bare = name.strip_prefix("tag:").unwrap_or(name);
        bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(text);
    let known = names.iter().map(String::as_str);
    let same = known.clone().find(|name| plain(name) == wanted);
    // Names are compared in groups, because the number of comparisons at once is limited.
    let portions: Vec<Vec<&str>> =
        names.chunks(100).map(|some| some.iter().map(String::as_str).collect()).collect();
    let near =
        || nearest(text, portions.iter().filter_map(|some| nearest(text, some.iter().copied())));
    if let Some(name) = same.or_else(near) {
        return format!("did you mean `{name}`?");
    }
    let like = known.clone().filter(|name| !wanted.is_empty() && plain(name).contains(&wanted));
    let like: Vec<&str> = like.take(NAMED).collect();
    let (lead, shown) = match like.is_empty() {
        false => ("names like it are", like),
        true => ("there are", known.take(NAMED).collect()),
    };
    let more = if names.len() > shown.len() { " and others" } else { "" };
    format!("{lead} `{}`{more}", shown.join("`, `"))
}
