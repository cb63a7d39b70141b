//! Reading the link to the next page from the header `Link` (RFC 8288, section 3).
//!
//! It returns the target of the first link with the relation `next`. A link with an `anchor` has another
//! context than the response, and is skipped.

use reqwest::header::{HeaderMap, LINK};

use crate::http::link::LinkError;

/// The target of the link with the relation `next`, as it is written; none if there is no such link.
///
/// # Errors
///
/// When a part of the header cannot be read and the rest has no such link, because the unreadable part may
/// contain it.
pub(crate) fn next(headers: &HeaderMap) -> Result<Option<String>, LinkError> {
    let mut is_whole = true;
    for line in headers.get_all(LINK) {
        let line = String::from_utf8_lossy(line.as_bytes());
        let mut rest = &*line;
        while let Some(start) = start(rest) {
            let Some((link, after)) = link(start) else {
                is_whole = false;
                break;
            };
            if link.is_next {
                return Ok(Some(link.target.to_owned()));
            }
            rest = after;
        }
    }
    if is_whole { Ok(None) } else { Err(LinkError::Unreadable) }
}

struct Found<'a> {
    target: &'a str,
    is_next: bool,
}

/// The start of the next link in a line; none at the end. A list may have empty elements (RFC 9110, section
/// 5.6.1).
fn start(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches([',', ' ', '\t']);
    (!rest.is_empty()).then_some(rest)
}

/// A link and the text after it; none if there is something else (RFC 8288, appendix B.2).
fn link(text: &str) -> Option<(Found<'_>, &str)> {
    let (target, mut rest) = text.strip_prefix('<')?.split_once('>')?;
    let (mut relation, mut has_anchor) = (None, false);
    while let Some(after) = space(rest).strip_prefix(';') {
        let (name, value, after) = parameter(space(after))?;
        match () {
            // If there are several, the first one counts (section 3.3).
            () if name.eq_ignore_ascii_case("rel") => relation = relation.or(Some(value)),
            () if name.eq_ignore_ascii_case("anchor") => has_anchor = true,
            () => {}
        }
        rest = after;
    }
    rest = space(rest);
    let is_end = rest.is_empty() || rest.starts_with(',');
    let types = relation.unwrap_or_default();
    let is_next = types.split_ascii_whitespace().any(|ty| ty.eq_ignore_ascii_case("next"));
    is_end.then_some((Found { target, is_next: is_next && !has_anchor }, rest))
}

/// The name and the value of a parameter, and the text after it (RFC 8288, appendix B.3).
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let name = name.trim_end_matches([' ', '\t']);
    let Some(value) = rest.strip_prefix('=').map(space) else {
        return Some((name, String::new(), rest));
    };
    if let Some(quoted) = value.strip_prefix('"') {
        let (value, rest) = unquoted(quoted)?;
        return Some((name, value, rest));
    }
    let (value, rest) = value.split_at(value.find([';', ',']).unwrap_or(value.len()));
    Some((name, value.trim_end_matches([' ', '\t']).to_owned(), rest))
}

/// The value of a quoted string, and the text after it; none if it does not end.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => value.push(letters.next()?.1),
            _ => value.push(letter),
        }
    }
    None
}

fn space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(lines: &[&str]) -> Result<Option<String>, LinkError> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, line.parse().unwrap());
        }
        next(&headers)
    }

    #[test]
    fn the_link_to_the_next_page_is_found_however_the_header_is_written() {
        for (lines, target) in [
            (&["</?page=2>; rel=\"next\""][..], "/?page=2"),
            (&["</?page=2>; rel=next"], "/?page=2"),
            (&["</?page=2>;rel=next;title=x"], "/?page=2"),
            (&["  ,, </?page=2> ; \t REL \t = \t NEXT \t ,"], "/?page=2"),
            (&["</?page=2>; rel=\"last  next prev\""], "/?page=2"),
            (&["</?page=2>; rel=\"http://example.com/rel Next\""], "/?page=2"),
            // Several links, in one line and in several.
            (&["</1>; rel=prev, </3>; rel=next"], "/3"),
            (&["</1>; rel=\"first\",</3>; rel=\"next\",</9>; rel=\"last\""], "/3"),
            (&["</1>; rel=prev", "</9>; rel=last", "</3>; rel=next"], "/3"),
            (&["</3>; rel=next, </4>; rel=next"], "/3"),
            // Punctuation of the grammar inside a target and a quoted string.
            (&["</?a=1,2;b>; rel=next"], "/?a=1,2;b"),
            (&["</1>; title=\"a, </2>; rel=next\"; rel=prev, </3>; rel=next"], "/3"),
            (&["</1>; title=\"a \\\" \\\\\"; rel=next"], "/1"),
            (&["</1>; rel=\"ne\\xt\""], "/1"),
            (&["<>; rel=next"], ""),
            (&["</1>; a; b=; ;rel=next"], "/1"),
            // The unreadable part comes after it, or in another line.
            (&["</1>; rel=next, garbage"], "/1"),
            (&["garbage", "</1>; rel=next"], "/1"),
            // Section 3.5 of RFC 8288.
            (
                &[
                    "<http://example.com/TheBook/chapter2>; rel=\"previous\"; title=\"previous chapter\"",
                    "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, \
                   </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
                ],
                "/TheBook/chapter4",
            ),
            (
                &[
                    "<http://example.org/>; rel=\"start http://example.net/relation/other\", </2>; rel=next",
                ],
                "/2",
            ),
        ] {
            assert_eq!(next_of(lines), Ok(Some(target.to_owned())), "{lines:?}");
        }
    }

    #[test]
    fn what_is_not_a_link_to_the_next_page_is_not_taken_for_one() {
        for lines in [
            &[][..],
            &[""],
            &[" , ,"],
            &["</1>"],
            &["</1>; rel=prev"],
            &["</1>; rel=nextpage, </2>; rel=\"pre-next\""],
            &["</1>; rel=\"\"; rel=next"],
            &["</1>; rel=prev; rel=next"],
            &["</1>; rel*=UTF-8''next"],
            &["</1>; rev=next"],
            &["</1>; title=next"],
            &["</1>; title=\"rel=next\""],
            &["</1>; rel=next; anchor=\"#foo\""],
            &["</1>; anchor=\"/other\"; rel=next"],
        ] {
            assert_eq!(next_of(lines), Ok(None), "{lines:?}");
        }
    }

    #[test]
    fn a_header_that_may_hide_the_next_page_is_an_error() {
        for line in [
            "/1; rel=next",
            "</1; rel=next",
            "</1>; rel=\"next",
            "</1>; rel=\"next\\",
            "</1>; rel=\"next\" extra",
            "</1> rel=next",
            "</1>; rel=prev </2>; rel=next",
            "</1>; rel=prev, x",
            "<",
        ] {
            let found = next_of(&[line]);
            // An unquoted value ends at the next punctuation of the grammar.
            let is_value = line == "</1>; rel=prev </2>; rel=next";
            let expected = if is_value { Ok(None) } else { Err(LinkError::Unreadable) };
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_long_header_takes_time_in_proportion_to_its_length() {
        for (unit, count) in [("</1>; rel=prev,", 40_000), ("</1>;;", 90_000), (";\"\\", 200_000)] {
            let _ = next_of(&[&unit.repeat(count)]);
            let _ = next_of(&[&format!("</1>{}", unit.repeat(count))]);
        }
    }
}
