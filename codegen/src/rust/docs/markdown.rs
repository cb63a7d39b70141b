//! Texts of a document as Markdown that is only text.
//!
//! A text is parsed with rustdoc's own parser and written again. The result is parsed once more: if anything
//! in it could run, load or mislead, or if writing it again would change it, the whole text is shown
//! unchanged in a code block.

use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options as Extensions, Parser, Tag,
};

use crate::rust::docs::blocks::{Block, code_block, joined, put_label};
use crate::rust::docs::fill::{WIDTH, at_line_start, in_one_line};
use crate::rust::docs::inlines::{Context, escape, safe_url};
use crate::rust::docs::visible::{visible, with_line_feeds};
use crate::rust::docs::writer::Writer;

/// The options for writing a text.
#[derive(Default)]
pub(crate) struct Options<'a> {
    /// The label before its first words.
    pub(crate) label: &'a str,
    /// The number of levels by which its headings are lowered.
    pub(crate) deeper: usize,
}

/// The greatest depth of nested quotations, lists and emphasis.
const DEEPEST: usize = 32;

/// The most times that a text is written until it no longer changes.
const ROUNDS: usize = 4;

/// A text of a document as lines of Markdown.
///
/// - Each block of code is a fence of the language `text`, which rustdoc neither compiles nor runs.
/// - HTML is shown as source text.
/// - Links lead to `http`, `https` and `mailto`, or to a heading. Other links, images, footnotes
///   and brackets are text: none loads anything, and none can be a link to an item of the crate.
/// - Invisible characters are shown by number.
pub(crate) fn lines(text: &str, options: &Options<'_>) -> Vec<String> {
    let text = safe(text);
    if text.is_empty() && options.label.is_empty() {
        return Vec::new();
    }
    let mut blocks = blocks(&text, options.deeper).unwrap_or_default();
    if !options.label.is_empty() {
        put_label(options.label, &mut blocks);
    }
    joined(blocks, false, WIDTH)
}

/// A text of a document, such as a title, as one line of Markdown that may begin a paragraph.
pub fn inline(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = safe(&words);
    let line = match &blocks(&written, 0).unwrap_or_default()[..] {
        [Block::Paragraph { words, .. }] => words.clone(),
        _ => {
            let mut out = String::new();
            escape(&words, Context::default(), &mut out);
            out
        }
    };
    let line = in_one_line(&line);
    let first = line.split(' ').next().unwrap_or_default();
    format!("{}{}", at_line_start(first), &line[first.len()..])
}

/// The text, written until it no longer changes.
fn safe(text: &str) -> String {
    let text = with_line_feeds(text);
    let text = text.trim_end().trim_start_matches('\n');
    let mut known = visible(text).into_owned();
    for _ in 0..ROUNDS {
        let Some(blocks) = blocks(&known, 0) else { break };
        let written = joined(blocks, false, WIDTH).join("\n");
        if written == known && is_safe(&known) {
            return known;
        }
        known = written;
    }
    code_block(text, false).join("\n")
}

fn blocks(text: &str, deeper: usize) -> Option<Vec<Block>> {
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(text, extensions()).into_offset_iter().collect();
    let mut depth = 0_usize;
    for (event, _) in &events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return None;
        }
    }
    let mut writer = Writer { source: text, events: events.into_iter().peekable(), deeper };
    Some(writer.blocks(WIDTH))
}

/// The extensions of Markdown that rustdoc enables, except the one that only changes how quotes and dashes
/// are drawn.
fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
}

/// Whether Markdown is only text, with and without extensions.
fn is_safe(text: &str) -> bool {
    let mut has_broken_link = false;
    let note = |_: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        has_broken_link = true;
        None
    };
    let mut parser = Parser::new_with_broken_link_callback(text, extensions(), Some(note));
    let is_safe = parser.all(|event| is_safe_event(&event));
    drop(parser);
    is_safe && !has_broken_link && Parser::new(text).all(|event| is_safe_event(&event))
}

fn is_safe_event(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &**language == "text",
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            *link_type == LinkType::Email || safe_url(dest_url).is_some()
        }
        Event::Start(
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_),
        )
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_) => false,
        _ => true,
    }
}
