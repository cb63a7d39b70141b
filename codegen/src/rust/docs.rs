//! Documentation of generated code.
//!
//! It turns our own sentences and texts of a document into Markdown for doc comments and README files. A text
//! of a document only becomes text, a code block that rustdoc does not compile, or a link to the web: see
//! [`markdown`]. Nothing here knows which item is documented.

pub(crate) mod blocks;
pub(crate) mod fill;
pub(crate) mod inlines;
pub(crate) mod markdown;
pub(crate) mod visible;
pub(crate) mod writer;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::Options;

/// Documentation as lines of Markdown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs(Vec<String>);

impl Docs {
    /// Adds our own words: paragraphs and headings, with an empty line between them. Quotations from a
    /// document must be in [`code`] or [`inline`](markdown::inline).
    pub(crate) fn say(mut self, words: &str) -> Self {
        for paragraph in words.split("\n\n").map(str::trim).filter(|one| !one.is_empty()) {
            match paragraph.starts_with("# ") {
                true => self.add(vec![paragraph.to_owned()]),
                false => self.add(fill::fill(&inlines::keep_code(paragraph), fill::WIDTH)),
            }
        }
        self
    }

    /// Adds a text of the document.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.add(markdown::lines(text, &Options::default()));
        self
    }

    /// Adds a text of the document after a label of ours, such as `404: `.
    pub(crate) fn labelled(mut self, label: &str, text: &str) -> Self {
        self.add(markdown::lines(text, &Options { label, ..Options::default() }));
        self
    }

    /// Adds a text of the document, or our own words if it has none.
    pub(crate) fn text_or(self, text: &str, otherwise: &str) -> Self {
        if text.trim().is_empty() { self.say(otherwise) } else { self.text(text) }
    }

    fn add(&mut self, lines: Vec<String>) {
        if !self.0.is_empty() && !lines.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.0.iter();
        let lines =
            lines.map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

/// Our own words as documentation.
pub(crate) fn doc(words: &str) -> Docs {
    Docs::default().say(words)
}

/// A text of a document as lines of Markdown, with its headings one level lower.
pub(crate) fn below_heading(text: &str) -> Vec<String> {
    markdown::lines(text, &Options { deeper: 1, ..Options::default() })
}

/// Several values as code, separated by commas.
pub(crate) fn codes<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().map(code).collect::<Vec<_>>().join(", ")
}
