//! Descriptions as doc comments.

use proc_macro2::TokenStream;
use quote::quote;

/// The widest line of a comment, without its indentation and slashes.
const WIDTH: usize = 88;

/// Our own words as doc attributes. What they quote of a description has to be [`plain`].
pub(crate) fn doc(text: &str) -> TokenStream {
    doc_lines(&lines(text))
}

/// Lines as doc attributes.
pub(crate) fn doc_lines(lines: &[String]) -> TokenStream {
    let lines =
        lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A text in lines: paragraphs are filled, lists and code blocks are left as they are.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_code = false;
    for line in text.trim().lines().map(str::trim_end) {
        let is_fence = line.trim_start().starts_with("```");
        let is_own = in_code
            || is_fence
            || line.is_empty()
            || line.starts_with(['-', '*', '#', '|', ' ', '\t']);
        if is_own {
            lines.extend(fill(&std::mem::take(&mut paragraph)));
            let is_opening = is_fence && !in_code;
            // A block of unknown language would be compiled as Rust.
            let bare = is_opening && line.trim() == "```";
            lines.push(if bare { "```text".to_owned() } else { line.to_owned() });
            in_code ^= is_fence;
        } else {
            paragraph.push(line);
        }
    }
    lines.extend(fill(&paragraph));
    if in_code {
        lines.push("```".to_owned());
    }
    lines
}

fn fill(paragraph: &[&str]) -> Vec<String> {
    let text = paragraph.join(" ");
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A description, with what rustdoc would take for links or markup made plain, outside of code.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        plain.push(if in_code || is_fence { line.to_owned() } else { plain_line(line) });
        in_code ^= is_fence;
    }
    plain.join("\n")
}

fn plain_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let balanced = text.matches('`').count().is_multiple_of(2);
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            line.push_str(if balanced { "`" } else { "\\`" });
        }
        if balanced && index % 2 == 1 {
            line.push_str(part);
            continue;
        }
        plain_part(part, &mut line);
    }
    line
}

/// Outside of code: links stay, addresses become links, and brackets are only brackets.
fn plain_part(text: &str, line: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = link(rest) {
            line.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if rest.starts_with("http://") || rest.starts_with("https://") {
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`)]".contains(c));
            let address =
                rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':', '*', '_']);
            line.push_str(&format!("<{address}>"));
            rest = &rest[address.len()..];
        } else {
            if matches!(first, '[' | ']' | '<') && !line.ends_with('\\') {
                line.push('\\');
            }
            line.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
}

/// How long the link to an address is with which a text begins: `[words](https://…)` or
/// `<https://…>`.
fn link(text: &str) -> Option<usize> {
    let end = if let Some(words) = text.strip_prefix('<') {
        words.starts_with("http").then(|| text.find('>'))??
    } else {
        let words = text.strip_prefix('[')?;
        let close = words.find(['[', ']'])?;
        let target = words[close..].strip_prefix("](")?;
        let is_address = target.starts_with("http://") || target.starts_with("https://");
        let end = is_address.then(|| target.find(')'))??;
        text.len() - target.len() + end
    };
    (!text[..end].contains(char::is_whitespace) || text.starts_with('[')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_descriptions_are_filled_and_markup_is_made_plain() {
        let text =
            "A list[1] of <things>, as `a[0]` says. See https://example.com/a.\n\n```\nlet x;\n```";
        assert_eq!(
            lines(&plain(text)),
            [
                "A list\\[1\\] of \\<things>, as `a[0]` says. See <https://example.com/a>.",
                "",
                "```text",
                "let x;",
                "```"
            ]
        );
        assert_eq!(
            plain("[a b](https://example.com/c) or [d](e)"),
            "[a b](https://example.com/c) or \\[d\\](e)"
        );
        assert_eq!(plain("(https://example.com/c)."), "(<https://example.com/c>).");
        assert_eq!(plain("<https://example.com/c> <b>"), "<https://example.com/c> \\<b>");
    }
}
