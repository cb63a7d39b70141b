//! Text of a response or a document, made safe to show. A terminal must not obey it, and a reader must see it
//! in its order.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with an escape such as `\u{1b}` for each character that is invisible or moves others: the
/// controls of C0 and C1, line and paragraph separators, and format characters, including those that change
/// the direction of writing. Line breaks and tabs are `\n`, `\r` and `\t`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unseen(character) {
            // Writing to a string does not fail.
            let _ = write!(shown, "{}", character.escape_debug());
        } else {
            shown.push(character);
        }
    }
    shown.into()
}

/// Whether a character has the Unicode general category Cc, Cf, Zl or Zp.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        for (text, shown) in [
            ("plain \"text\" \\ ü 日本 e\u{301} 😀", "plain \"text\" \\ ü 日本 e\u{301} 😀"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("\u{9b}31mred\u{7f}\0", "\\u{9b}31mred\\u{7f}\\0"),
            ("a\r\n\tb", "a\\r\\n\\tb"),
            (
                "\u{202e}txt.exe\u{2066}\u{200f}\u{61c}",
                "\\u{202e}txt.exe\\u{2066}\\u{200f}\\u{61c}",
            ),
            ("a\u{2028}b\u{2029}\u{feff}\u{200b}", "a\\u{2028}b\\u{2029}\\u{feff}\\u{200b}"),
            ("\u{e0041}", "\\u{e0041}"),
        ] {
            assert_eq!(visible(text), shown);
        }
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let is_printable = visible(&text) == text;
            assert!(!is_printable || !character.is_control(), "{character:?}");
        }
    }
}
