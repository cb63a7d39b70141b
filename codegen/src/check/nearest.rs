//! Suggestions for misspelled names.

/// The name among `known` that `word` was most likely meant to be.
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
    // Each of many words is held against each of many names, so only a few are looked at closely.
    const LOOKED_AT: usize = 200;
    const LONGEST: usize = 200;
    let is_near =
        |name: &&str| name.len().abs_diff(word.len()) <= 4 * most && name.len() <= LONGEST;
    let near = known.into_iter().filter(is_near).take(LOOKED_AT);
    let close = near.map(|name| (distance(name), name));
    close.filter(|(far, _)| *far <= most).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// ` Did you mean …?`, where there is a guess.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "take it out, or name it with `x-` in front".to_owned(),
    }
}
