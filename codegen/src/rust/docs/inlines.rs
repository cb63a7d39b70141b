//! The contents of a paragraph: words, emphasis, code, links.

use pulldown_cmark::{Event, LinkType, Tag};

use crate::rust::docs::fill::KEPT_SPACE;
use crate::rust::docs::visible::visible;
use crate::rust::docs::writer::{Writer, is_block};

/// The context of words, which determines the characters to escape.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context {
    pub(crate) in_link: bool,
    pub(crate) in_table: bool,
}

impl Writer<'_> {
    /// Writes the contents of a paragraph, up to the end of its container.
    pub(crate) fn inlines(&mut self, context: Context) -> String {
        let mut out = String::new();
        // Plain text may come in pieces.
        let mut text = String::new();
        while let Some((event, _)) = self.events.peek() {
            if matches!(event, Event::End(_) | Event::Rule)
                || matches!(event, Event::Start(tag) if is_block(tag))
            {
                break;
            }
            let Some((event, _)) = self.events.next() else { break };
            match event {
                Event::Text(more) | Event::InlineHtml(more) | Event::Html(more) => {
                    text.push_str(&more);
                    continue;
                }
                Event::FootnoteReference(name) => {
                    text.push_str(&format!("[^{name}]"));
                    continue;
                }
                _ => escape(&std::mem::take(&mut text), context, &mut out),
            }
            match event {
                Event::Code(value) => push_code(&value, context, &mut out),
                Event::SoftBreak => out.push(' '),
                Event::HardBreak if context.in_table || context.in_link => out.push(' '),
                Event::HardBreak => out.push('\n'),
                Event::TaskListMarker(is_done) => {
                    out.push('[');
                    out.push(if is_done { 'x' } else { KEPT_SPACE });
                    out.push_str("] ");
                }
                Event::Start(tag) => self.span(&tag, context, &mut out),
                _ => {}
            }
        }
        escape(&text, context, &mut out);
        out
    }

    /// Writes an element that has an end of its own.
    fn span(&mut self, tag: &Tag<'_>, context: Context, out: &mut String) {
        let inner =
            Context { in_link: context.in_link || matches!(tag, Tag::Link { .. }), ..context };
        let words = self.inlines(inner);
        self.events.next();
        match tag {
            Tag::Emphasis => self.emphasis("*", &words, out),
            Tag::Strong => self.emphasis("**", &words, out),
            Tag::Strikethrough => self.emphasis("~~", &words, out),
            Tag::Link { link_type, dest_url, title, .. } => {
                link(*link_type, dest_url, title, &words, context, out);
            }
            Tag::Image { dest_url, .. } => image(dest_url, &words, context, out),
            _ => out.push_str(&words),
        }
    }

    /// Emphasis, if its marks are also marks in this place (CommonMark 0.31.2, section 6.2).
    fn emphasis(&mut self, mark: &str, words: &str, out: &mut String) {
        let next = match self.events.peek() {
            Some((Event::Text(text), _)) => text.chars().next().unwrap_or(' '),
            None | Some((Event::End(_) | Event::SoftBreak | Event::HardBreak, _)) => ' ',
            Some((Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough), _)) => 'x',
            Some(_) => '.',
        };
        let is_free = |c: char| c == KEPT_SPACE || c.is_whitespace() || c.is_ascii_punctuation();
        let is_edge = |edge: Option<char>, outside: char| {
            edge.is_some_and(|c| {
                c.is_alphanumeric() || (c.is_ascii_punctuation() && is_free(outside))
            })
        };
        let before = out.chars().next_back().unwrap_or(' ');
        let fits = is_edge(words.chars().next(), before)
            && is_edge(words.chars().next_back(), next)
            && !matches!(before, '*' | '~')
            && !words.contains('\n');
        let mark = if fits { mark } else { "" };
        out.push_str(&format!("{mark}{words}{mark}"));
    }
}

/// A link, if it leads to the web or to a heading of the same text; otherwise only its words.
fn link(
    link_type: LinkType,
    target: &str,
    title: &str,
    words: &str,
    context: Context,
    out: &mut String,
) {
    let is_auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
    if link_type == LinkType::Email && !context.in_link {
        out.push_str(&format!("<{target}>"));
        return;
    }
    let Some(url) = safe_url(target).filter(|_| !context.in_link) else {
        return match is_auto {
            true => escape(&format!("<{target}>"), context, out),
            false => told(words, target, context, out),
        };
    };
    if is_auto || words.trim().is_empty() {
        if !url.starts_with('#') {
            out.push_str(&format!("<{url}>"));
        }
        return;
    }
    if out.ends_with('!') {
        out.insert(out.len() - 1, '\\');
    }
    let url = if url.contains(['(', ')']) { format!("<{url}>") } else { url };
    let title = match title.trim() {
        "" => String::new(),
        title => format!("{KEPT_SPACE}\"{}\"", quoted(title)),
    };
    // A line may end in the words of a link, not in its target.
    out.push_str(&format!("[{}]({url}{title})", words.trim()));
}

/// An image is not shown, because the page would load it from its target: its words become a link to it.
fn image(target: &str, words: &str, context: Context, out: &mut String) {
    match safe_url(target).filter(|url| !context.in_link && !url.starts_with('#')) {
        Some(url) if words.trim().is_empty() => out.push_str(&format!("<{url}>")),
        Some(_) => link(LinkType::Inline, target, "", words, context, out),
        None if context.in_link => out.push_str(words),
        None => told(words, target, context, out),
    }
}

/// The longest target that is shown if a link becomes text: `data:` has no limit.
const LONGEST_TARGET: usize = 200;

/// The words of a link and its target, as text.
fn told(words: &str, target: &str, context: Context, out: &mut String) {
    out.push_str(words);
    if !target.is_empty() && target.len() <= LONGEST_TARGET && !context.in_link {
        let is_apart = words.is_empty() || words.ends_with(' ');
        let target = target.replace(char::is_whitespace, "%20");
        escape(&format!("{}({target})", if is_apart { "" } else { " " }), context, out);
    }
}

/// The target of a link, if following it only opens a page: `http`, `https`, `mailto`, or a heading.
/// Characters that a URL cannot contain are percent-encoded (RFC 3986, section 2).
pub(crate) fn safe_url(target: &str) -> Option<String> {
    let target = target.trim();
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_heading = target.strip_prefix('#').is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    });
    let is_web = scheme.is_some_and(|scheme| match scheme.as_str() {
        "http" | "https" => target[scheme.len()..].starts_with("://"),
        scheme => scheme == "mailto",
    });
    if !is_heading && !is_web {
        return None;
    }
    let mut url = String::with_capacity(target.len());
    let mut bytes = [0; 4];
    for c in target.chars() {
        if c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c) {
            url.push(c);
        } else {
            let encoded = c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}"));
            url.extend(encoded);
        }
    }
    Some(url)
}

/// The title of a link, in quotes.
fn quoted(title: &str) -> String {
    let mut quoted = String::new();
    for c in visible(title).chars() {
        match c {
            c if c.is_whitespace() => quoted.push(KEPT_SPACE),
            '"' | '\\' | '&' | '<' | '>' | '`' | '[' | ']' | '*' | '_' | '|' => {
                quoted.extend(['\\', c]);
            }
            c => quoted.push(c),
        }
    }
    quoted
}

/// Text, with a backslash before characters that have a meaning in Markdown, and with its addresses as links.
pub(crate) fn escape(text: &str, context: Context, out: &mut String) {
    let text = visible(text);
    let mut rest = text.as_ref();
    while let Some(first) = rest.chars().next() {
        let is_word = out.chars().next_back().is_some_and(char::is_alphanumeric);
        let length = if context.in_link || is_word { 0 } else { address(rest) };
        if let Some(url) = safe_url(&rest[..length]) {
            out.push_str(&format!("<{url}>"));
            rest = &rest[length..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        if first.is_whitespace() && first != '\u{a0}' {
            out.push(' ');
            continue;
        }
        if needs_escape(first, rest, context, out) {
            out.push('\\');
        }
        out.push(first);
    }
}

/// The length of the address at the start of a text; 0 if there is none.
fn address(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>\"'`)]\\|".contains(c));
    let address =
        text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ';', ':', '*', '_']);
    if address.ends_with('/') && address.ends_with("://") { 0 } else { address.len() }
}

fn needs_escape(c: char, rest: &str, context: Context, out: &str) -> bool {
    let next = rest.chars().next();
    let is_between_letters = || {
        let before = out.chars().next_back();
        before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
    };
    match c {
        '*' | '`' | '[' | ']' | '<' | '~' => true,
        '|' => context.in_table,
        '_' => !is_between_letters(),
        '\\' => !next.is_some_and(char::is_alphanumeric),
        '&' => {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
            end.is_none_or(|end| end > 0 && rest[end..].starts_with(';'))
        }
        _ => false,
    }
}

/// A value as code, whatever it contains. A value of only spaces is shown as JSON.
pub fn code(value: &str) -> String {
    let mut out = String::new();
    push_code(value, Context::default(), &mut out);
    out.replace(KEPT_SPACE, " ")
}

fn push_code(value: &str, context: Context, out: &mut String) {
    let value = value.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t");
    let mut value = visible(&value).into_owned();
    if value.trim().is_empty() {
        value = format!("\"{value}\"");
    }
    if context.in_table {
        value = value.replace('|', "\\|");
    }
    let runs = value.split(|c| c != '`').map(str::len);
    let mark = "`".repeat(runs.max().unwrap_or_default() + 1);
    // One space at each end is dropped if both are present (CommonMark 0.31.2, section 6.1).
    let has_tick = value.starts_with('`') || value.ends_with('`');
    let is_padded = has_tick || (value.starts_with(' ') && value.ends_with(' '));
    let pad = if is_padded { " " } else { "" };
    if out.ends_with('`') {
        out.push(' ');
    }
    out.push_str(&kept(&format!("{mark}{pad}{value}{pad}{mark}"), mark.len()));
}

/// Code in which a line may end only before a word that cannot be the marker of a block.
fn kept(code: &str, ticks: usize) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let is_safe = chars.peek().is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '{'));
        kept.push(if c == ' ' && !(ticks < 3 && is_safe) { KEPT_SPACE } else { c });
    }
    kept
}

/// Our own words, with the code in them kept together.
pub(crate) fn keep_code(words: &str) -> String {
    let words = words.replace('\n', " ");
    let mut out = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(start) = rest.find('`') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let slashes = out.len() - out.trim_end_matches('\\').len();
        if !slashes.is_multiple_of(2) {
            out.push('`');
            rest = &rest[1..];
            continue;
        }
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let length = end_of_code(rest, ticks).unwrap_or(ticks);
        out.push_str(&kept(&rest[..length], ticks));
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The end of code that begins with this many backticks: at the next run of as many.
fn end_of_code(text: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == ticks {
            return Some(at);
        }
    }
}
