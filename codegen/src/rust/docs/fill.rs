//! Lines of a limited width.

/// The widest line of a comment, without its indentation and slashes.
pub(crate) const WIDTH: usize = 88;

/// Marks a space at which a line must not end. It cannot come from a text, where it would have been escaped.
pub(crate) const KEPT_SPACE: char = '\u{1}';

/// The words of a paragraph, split into lines. A line feed in them is a hard line break.
pub(crate) fn fill(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in words.split('\n').filter(|text| !text.trim().is_empty()) {
        if let Some(last) = lines.last_mut() {
            last.push('\\');
        }
        let first = lines.len();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines[first..].last_mut() {
                Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(at_line_start(word)),
            }
        }
    }
    lines.iter().map(|line| in_one_line(line)).collect()
}

/// Words as one line.
pub(crate) fn in_one_line(words: &str) -> String {
    words.replace(['\n', KEPT_SPACE], " ").trim_end().to_owned()
}

/// Escapes a word at the start of a line, where Markdown may take it for the marker of a list, a heading, a
/// quotation, a table or a ruler.
pub(crate) fn at_line_start(word: &str) -> String {
    let is_all = |marks: &str| !word.is_empty() && word.chars().all(|c| marks.contains(c));
    let is_heading = is_all("#") && word.len() <= 6;
    if is_heading || is_all("-:|") || is_all("=") || word == "+" || word.starts_with('>') {
        return format!("\\{word}");
    }
    match word.strip_suffix(['.', ')']) {
        Some(digits) if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) => {
            format!("{digits}\\{}", &word[digits.len()..])
        }
        _ => word.to_owned(),
    }
}
