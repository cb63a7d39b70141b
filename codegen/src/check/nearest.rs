//! Suggestions for misspelled names.

/// The name among `known` that is nearest to `word`, if one is similar enough.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |other: &str| -> usize {
        let mut row: Vec<usize> = (0..=other.chars().count()).collect();
        for (i, a) in word.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, b) in other.chars().enumerate() {
                let replaced = diagonal + usize::from(a != b);
                diagonal = row[j + 1];
                row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row.last().copied().unwrap_or_default()
    };
    let most = 1 + word.chars().count() / 4;
    // Many words may be compared with many names, so the number of long comparisons is bounded.
    const LOOKED_AT: usize = 200;
    const LONGEST: usize = 200;
    let is_near =
        |name: &&str| name.len().abs_diff(word.len()) <= 4 * most && name.len() <= LONGEST;
    let near = known.into_iter().filter(is_near).take(LOOKED_AT);
    let close = near.map(|name| (distance(name), name));
    close.filter(|(far, _)| *far <= most).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// The advice for a name that refers to part of the operation.
pub(crate) fn name_one<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(known) if known == name => "describe it with this type".to_owned(),
        Some(known) => format!("did you mean `{known}`?"),
        None => "name one that the operation describes".to_owned(),
    }
}

/// `did you mean …?` if a name is near, otherwise other advice.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "remove it, or begin its name with `x-`".to_owned(),
    }
}
