//! Names, regardless of how they are written.

/// The letters and digits of a name, in lower case: `page[size]`, `pageSize` and `page_size` are the same.
pub(super) fn word(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a string contains one of these words, in any case.
pub(super) fn mentions(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}
