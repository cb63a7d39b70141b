//! The blocks of a text: paragraphs, headings, lists, tables, code.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag};

use crate::rust::docs::fill::{fill, in_one_line};
use crate::rust::docs::inlines::{Context, escape};
use crate::rust::docs::visible::visible;
use crate::rust::docs::writer::{Writer, is_block};

/// A block of a text.
pub(crate) enum Block {
    /// The words of a paragraph, not yet split into lines. In a list item, no empty line follows them if the
    /// source has none.
    Paragraph { words: String, is_close: bool },
    /// A list with its marker, and its first number.
    List { lines: Vec<String>, mark: char, first: u64, is_close: bool },
    /// Any other block, as lines.
    Other(Vec<String>),
}

impl Block {
    fn lines(self, width: usize) -> Vec<String> {
        match self {
            Self::Paragraph { words, .. } => fill(words.trim(), width),
            Self::List { lines, .. } | Self::Other(lines) => lines,
        }
    }
}

/// The lines of several blocks.
pub(crate) fn joined(blocks: Vec<Block>, is_close: bool, width: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for lines in blocks.into_iter().map(|block| block.lines(width)) {
        if !is_close && !all.is_empty() && !lines.is_empty() {
            all.push(String::new());
        }
        all.extend(lines);
    }
    all
}

impl<'a> Writer<'a> {
    /// The blocks up to the end of their container, and that end.
    pub(crate) fn blocks(&mut self, width: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Rule => {
                    self.events.next();
                    // No list marker begins like this.
                    blocks.push(Block::Other(vec!["___".to_owned()]));
                }
                Event::Start(tag) if is_block(tag) => {
                    let tag = tag.clone();
                    self.events.next();
                    self.block(tag, width, &mut blocks);
                }
                _ => {
                    let words = self.inlines(Context::default());
                    blocks.push(Block::Paragraph { words, is_close: true });
                }
            }
        }
        self.events.next();
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, width: usize, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let words = self.inlines(Context::default());
                self.events.next();
                blocks.push(Block::Paragraph { words, is_close: false });
            }
            Tag::Heading { level, .. } => {
                let words = self.inlines(Context::default());
                self.events.next();
                blocks.extend(heading(level as usize + self.deeper, &words));
            }
            Tag::BlockQuote(_) => {
                let inner = self.blocks(width.saturating_sub(2));
                let lines = joined(inner, false, width.saturating_sub(2));
                if !lines.is_empty() {
                    blocks.push(Block::Other(prefixed(lines, "> ", "> ")));
                }
            }
            Tag::CodeBlock(kind) => {
                let is_indented = matches!(kind, CodeBlockKind::Indented);
                blocks.push(Block::Other(code_block(&self.content(), is_indented)));
            }
            Tag::HtmlBlock => {
                let mut words = String::new();
                escape(&self.content(), Context::default(), &mut words);
                blocks.push(Block::Paragraph { words, is_close: false });
            }
            Tag::List(first) => {
                let list = self.list(first, blocks.last(), width);
                blocks.push(list);
            }
            Tag::FootnoteDefinition(name) => {
                let mut label = String::new();
                escape(&format!("[^{name}]: "), Context::default(), &mut label);
                let mut inner = self.blocks(width);
                put_label(&label, &mut inner);
                blocks.extend(inner);
            }
            Tag::Table(alignments) => {
                let table = self.table(&alignments);
                blocks.push(Block::Other(table));
            }
            _ => {
                let inner = self.blocks(width);
                blocks.extend(inner);
            }
        }
    }

    /// The content of a block that is only text, up to and including its end.
    fn content(&mut self) -> String {
        let mut content = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    content.push_str(&text);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        content
    }

    fn list(&mut self, first: Option<u64>, before: Option<&Block>, width: usize) -> Block {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut mark = None;
        while let Some((Event::Start(Tag::Item), range)) = self.events.peek() {
            let start = range.start;
            mark = mark.or_else(|| self.mark(start));
            self.events.next();
            items.push(self.blocks(width.saturating_sub(4)));
        }
        self.events.next();
        let mut mark = mark.unwrap_or(if first.is_some() { '.' } else { '-' });
        // Two adjacent lists with the same marker would be one.
        if matches!(before, Some(Block::List { mark: other, .. }) if *other == mark) {
            mark = match mark {
                '.' => ')',
                ')' => '.',
                '-' => '*',
                _ => '-',
            };
        }
        let is_close = items.iter().all(|item| is_simple(item));
        let mut lines = Vec::new();
        for (number, item) in (first.unwrap_or_default()..).zip(items) {
            let mark = match first {
                Some(_) => format!("{}{mark} ", number.min(999_999_999)),
                None => format!("{mark} "),
            };
            let indent = " ".repeat(mark.len());
            let mut inner = joined(item, is_close, width.saturating_sub(mark.len()));
            if inner.is_empty() {
                inner.push(String::new());
            }
            if !is_close && !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(prefixed(inner, &mark, &indent));
        }
        Block::List { lines, mark, first: first.unwrap_or(1), is_close }
    }

    /// The marker of an item in the source.
    fn mark(&self, start: usize) -> Option<char> {
        let mut marks = self.source.get(start..)?.chars();
        marks.find(|c| !c.is_ascii_digit()).filter(|c| "-+*.)".contains(*c))
    }

    fn table(&mut self, alignments: &[Alignment]) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) = self.events.peek() {
            self.events.next();
            let mut line = "|".to_owned();
            while let Some((Event::Start(Tag::TableCell), _)) = self.events.peek() {
                self.events.next();
                let words = self.inlines(Context { in_table: true, ..Context::default() });
                self.events.next();
                line.push_str(&format!(" {} |", in_one_line(words.trim())));
            }
            self.events.next();
            lines.push(line);
            if lines.len() == 1 {
                let marks = alignments.iter().map(|alignment| match alignment {
                    Alignment::None => "---|",
                    Alignment::Left => ":---|",
                    Alignment::Center => ":---:|",
                    Alignment::Right => "---:|",
                });
                lines.push(format!("|{}", marks.collect::<String>()));
            }
        }
        self.events.next();
        lines
    }
}

/// Puts a label before the first words, or before the first block if it has no words.
pub(crate) fn put_label(label: &str, blocks: &mut Vec<Block>) {
    match blocks.first_mut() {
        Some(Block::Paragraph { words, .. }) => words.insert_str(0, label),
        _ => {
            let words = label.trim().to_owned();
            blocks.insert(0, Block::Paragraph { words, is_close: false });
        }
    }
}

/// Whether an item can be written without empty lines: words, perhaps followed by a list that can follow
/// words.
fn is_simple(item: &[Block]) -> bool {
    let is_list = |block: &Block| match block {
        Block::List { is_close, first, .. } => *is_close && *first == 1,
        _ => false,
    };
    match item {
        [] => true,
        [Block::Paragraph { is_close, .. }] => *is_close,
        [Block::Paragraph { is_close, .. }, list] => *is_close && is_list(list),
        [list] => is_list(list),
        _ => false,
    }
}

fn heading(level: usize, words: &str) -> Option<Block> {
    let mut words = in_one_line(words.trim());
    if words.is_empty() {
        return None;
    }
    // It would be read as the end of the heading marker.
    if words.ends_with('#') {
        words.insert(words.len() - 1, '\\');
    }
    Some(Block::Other(vec![format!("{} {words}", "#".repeat(level.min(6)))]))
}

/// A code block that rustdoc does not take for Rust, whatever its language was.
pub(crate) fn code_block(content: &str, is_indented: bool) -> Vec<String> {
    let content = visible(content).replace('\t', "    ");
    let lines: Vec<&str> = content.lines().map(str::trim_end).collect();
    let is_empty = |line: &&&str| line.is_empty();
    let first = if is_indented { lines.iter().take_while(is_empty).count() } else { 0 };
    let last = lines.iter().rev().take_while(is_empty).count();
    let runs = content.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(3.max(runs.max().unwrap_or_default() + 1));
    let mut block = vec![format!("{fence}text")];
    block.extend(lines.iter().take(lines.len() - last).skip(first).map(|line| (*line).to_owned()));
    block.push(fence);
    block
}

fn prefixed(lines: Vec<String>, first: &str, others: &str) -> Vec<String> {
    let prefix = |(index, line): (usize, String)| {
        let prefix = if index == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(prefix).collect()
}
