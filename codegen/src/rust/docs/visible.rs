//! Invisible characters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text with `\u{…}` for each character that is invisible, or that changes the order in which others are
/// shown: controls except tab and line feed, the marks of writing direction
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>), line and paragraph separators,
/// byte order marks, and invisible anchors and tags.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            // Writing to a string does not fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

/// Whether a character is invisible, or changes the order in which others are shown; tab and line feed are
/// not.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

/// A text with line feeds as its only line endings. A single carriage return is a line ending too (CommonMark
/// 0.31.2, section 2.1).
pub(crate) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// A JSON text with escapes for the invisible characters in its strings (RFC 8259, section 7).
pub(crate) fn visible_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if is_hidden(c) {
            shown.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            shown.push(c);
        }
    }
    shown
}
