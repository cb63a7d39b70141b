//! Dotted paths of properties, such as `meta.page.total`, in which a property name may contain a dot itself.

/// The length of the first step of a path: the longest property name, or else the text up to the first dot.
pub(crate) fn step_of(path: &str, is_property: impl Fn(&str) -> bool) -> usize {
    let dots = path.rmatch_indices('.').map(|(at, _)| at);
    let longest = [path.len()].into_iter().chain(dots).find(|end| is_property(&path[..*end]));
    longest.unwrap_or_else(|| path.find('.').unwrap_or(path.len()))
}
