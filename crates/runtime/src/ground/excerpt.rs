//! Parts of long texts, for errors.

use std::borrow::Cow;

/// At most about 120 characters of a text, so that no error shows a whole body.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        None => text.into(),
        Some(_) => {
            let head: String = text.chars().take(MOST * 3 / 4).collect();
            let rest = text.chars().count() - MOST;
            let tail: String = text.chars().skip(MOST * 3 / 4 + rest).collect();
            format!("{head}…{tail}").into()
        }
    }
}

/// Up to 60 characters of a text, on one line.
pub(crate) fn in_one_line(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_has_the_beginning_and_the_end() {
        let text = |length: usize| ('a'..='z').cycle().take(length).collect::<String>();
        assert_eq!(excerpt(&text(120)), text(120));
        let (long, cut) = (text(1_000), excerpt(&text(1_000)).into_owned());
        let (head, tail) = cut.split_once('…').unwrap();
        assert_eq!((head.len(), tail.len()), (90, 30));
        assert!(long.starts_with(head) && long.ends_with(tail));
    }
}
