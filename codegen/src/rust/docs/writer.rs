//! The writer of Markdown that [`blocks`](super::blocks) and [`inlines`](super::inlines) share.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, Tag};

/// Writes the events of a text as Markdown again.
pub(crate) struct Writer<'a> {
    pub(crate) source: &'a str,
    pub(crate) events: Peekable<IntoIter<(Event<'a>, Range<usize>)>>,
    /// The number of levels by which headings are lowered.
    pub(crate) deeper: usize,
}

/// Whether a tag begins a block.
pub(crate) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
