//! Paths of properties with dots, such as `meta.page.total`, in which a property may have a dot in its own name.

/// How long the first step of a path is: the longest name that is one of a property, or else up to the first dot.
pub(crate) fn step_of(path: &str, is_property: impl Fn(&str) -> bool) -> usize {
    let dots = path.rmatch_indices('.').map(|(at, _)| at);
    let longest = [path.len()].into_iter().chain(dots).find(|end| is_property(&path[..*end]));
    longest.unwrap_or_else(|| path.find('.').unwrap_or(path.len()))
}
