//! Lines of a YAML text that are indented too little for the parser.
//!
//! It indents the lines inside brackets and quotes of a text that the parser refuses, and maps locations back
//! to the original text. YAML requires that indentation (1.2.2, section 7.4), and hardly any other parser
//! does, so JSON that was pasted below a key has its closing bracket under the key. Spaces at the start of
//! such a line are not part of any value. No other line is changed.

use std::collections::HashMap;

/// The greatest number of added characters: a multiple of the text, or a number, whichever is more.
const MOST: (usize, usize) = (16, 8 << 20);

/// An indented text, and the number of columns that were added to each line.
pub(crate) struct Indented {
    pub(crate) text: String,
    added: HashMap<usize, usize>,
}

impl Indented {
    /// The indented text, if a line needs it and each bracket and quote is closed.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut lexer = Lexer { text, at: 0, line: 1, start: 0, outer: -1, short: Vec::new() };
        lexer.stream()?;
        let total: usize = lexer.short.iter().map(|short| short.columns).sum();
        if total == 0 || total > MOST.1.max(text.len().saturating_mul(MOST.0)) {
            return None;
        }
        let mut indented = String::with_capacity(text.len() + total);
        let (mut from, mut added) = (0, HashMap::new());
        for short in &lexer.short {
            indented.push_str(&text[from..short.at]);
            indented.extend(std::iter::repeat_n(' ', short.columns));
            from = short.at;
            added.insert(short.line, short.columns);
        }
        indented.push_str(&text[from..]);
        Some(Self { text: indented, added })
    }

    /// The line and the column in the original text, by those in the indented text.
    pub(crate) fn original(&self, (line, column): (usize, usize)) -> (usize, usize) {
        let added = self.added.get(&line).copied().unwrap_or_default();
        (line, column.saturating_sub(added).max(1))
    }
}

/// A line that is indented too little: its start, its number, and the columns that it lacks.
struct Short {
    at: usize,
    line: usize,
    columns: usize,
}

/// A lexer that knows just enough YAML to find brackets and quotes.
struct Lexer<'a> {
    text: &'a str,
    /// The index of the next byte.
    at: usize,
    /// The number of the current line, and its start.
    line: usize,
    start: usize,
    /// The column, from 0, of the innermost key or dash; -1 outside of all.
    outer: isize,
    short: Vec<Short>,
}

impl Lexer<'_> {
    /// Reads the whole text; none if a bracket or a quote is not closed.
    fn stream(&mut self) -> Option<()> {
        loop {
            self.skip_to_content();
            let is_marker = self.rest().starts_with("---") || self.rest().starts_with("...");
            match self.byte(0) {
                None => return Some(()),
                Some(b'%') if self.column() == 0 => self.skip_line(),
                Some(_) if self.column() == 0 && is_marker && self.is_blank(3) => {
                    self.at += 3;
                    self.outer = -1;
                    self.nodes()?;
                }
                Some(_) => self.nodes()?,
            }
        }
    }

    /// Reads the rest of a line in block style.
    fn nodes(&mut self) -> Option<()> {
        loop {
            self.skip_blanks();
            let (column, first) = (self.column(), self.byte(0));
            match first {
                None | Some(b'\n' | b'\r') => return Some(()),
                Some(b'#') => {
                    self.skip_line();
                    return Some(());
                }
                Some(b'-' | b'?' | b':') if self.is_blank(1) => {
                    self.outer = column;
                    self.at += 1;
                    continue;
                }
                Some(b'&' | b'!' | b'*') => {
                    while !self.is_blank(0) {
                        self.at += 1;
                    }
                    continue;
                }
                Some(b'|' | b'>') => {
                    self.skip_line();
                    self.skip_inner_lines(|_| true);
                    return Some(());
                }
                Some(quote @ (b'"' | b'\'')) => self.quoted(quote)?,
                Some(b'{' | b'[') => self.flow()?,
                Some(_) => self.plain(|_| false),
            }
            self.skip_blanks();
            if self.byte(0) == Some(b':') && self.is_blank(1) {
                self.outer = column;
                self.at += 1;
            } else if !matches!(first, Some(b'"' | b'\'' | b'{' | b'[')) {
                // A comment ends a plain scalar.
                if self.is_line_end() {
                    self.skip_inner_lines(|line| !line.starts_with('#') && !line.contains(" #"));
                }
                self.skip_line();
                return Some(());
            }
        }
    }

    /// Reads brackets with their contents.
    fn flow(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.byte(0)? {
                b'[' | b'{' => (self.at, depth) = (self.at + 1, depth + 1),
                b']' | b'}' => {
                    (self.at, depth) = (self.at + 1, depth.checked_sub(1)?);
                    if depth == 0 {
                        return Some(());
                    }
                }
                quote @ (b'"' | b'\'') => self.quoted(quote)?,
                b'\n' | b'\r' => self.inner_break(),
                b'#' if self.follows_blank() => self.skip_line(),
                b' ' | b'\t' | b',' | b':' => self.at += 1,
                _ => self.plain(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}')),
            }
        }
    }

    /// Reads a string with its quotes.
    fn quoted(&mut self, quote: u8) -> Option<()> {
        self.at += 1;
        loop {
            match self.byte(0)? {
                b'\n' | b'\r' => self.inner_break(),
                b'\\' if quote == b'"' && !matches!(self.byte(1), Some(b'\n' | b'\r')) => {
                    self.at += 2;
                }
                b'\'' if quote == b'\'' && self.byte(1) == Some(b'\'') => self.at += 2,
                byte => {
                    self.at += 1;
                    if byte == quote {
                        return Some(());
                    }
                }
            }
        }
    }

    /// Reads a plain scalar on this line, up to a colon, a comment or another end.
    fn plain(&mut self, ends: impl Fn(u8) -> bool) {
        while let Some(byte) = self.byte(0) {
            let is_colon = byte == b':' && (self.is_blank(1) || self.byte(1).is_some_and(&ends));
            let is_comment = byte == b'#' && self.follows_blank();
            if is_colon || is_comment || ends(byte) || matches!(byte, b'\n' | b'\r') {
                return;
            }
            self.at += 1;
        }
    }

    /// Reads the end of a line inside brackets or quotes. Notes whether the next line is indented too little;
    /// tabs are not indentation.
    fn inner_break(&mut self) {
        self.take_break();
        let (spaces, line) = self.indentation();
        let lacking = usize::try_from(self.outer + 2).unwrap_or(0).saturating_sub(spaces);
        if lacking > 0 && !line.trim_start_matches('\t').is_empty() {
            self.short.push(Short { at: self.start, line: self.line, columns: lacking });
        }
    }

    /// Skips the next lines while they are empty or further inside than the innermost key or dash, until
    /// `goes_on` is false.
    fn skip_inner_lines(&mut self, goes_on: impl Fn(&str) -> bool) {
        while self.byte(0).is_some() {
            let before = (self.at, self.line, self.start);
            self.take_break();
            let (spaces, line) = self.indentation();
            let is_inner = isize::try_from(spaces).is_ok_and(|spaces| spaces > self.outer);
            if !(line.is_empty() || is_inner && goes_on(line)) {
                (self.at, self.line, self.start) = before;
                return;
            }
            self.skip_line();
        }
    }

    /// The number of spaces at the start of the line, and the rest of it.
    fn indentation(&self) -> (usize, &str) {
        let line = self.rest().split(['\n', '\r']).next().unwrap_or_default();
        let content = line.trim_start_matches(' ');
        (line.len() - content.len(), content)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn column(&self) -> isize {
        isize::try_from(self.at - self.start).unwrap_or(isize::MAX)
    }

    /// Whether there is a blank or the end of a line this many bytes ahead.
    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Whether a comment may begin after the previous byte.
    fn follows_blank(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
        before.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    }

    fn is_line_end(&self) -> bool {
        matches!(self.byte(0), None | Some(b'\n' | b'\r'))
    }

    /// Reads a line break.
    fn take_break(&mut self) {
        self.at += match (self.byte(0), self.byte(1)) {
            (None, _) => 0,
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => 1,
        };
        (self.line, self.start) = (self.line + 1, self.at);
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(0), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_line(&mut self) {
        while !self.is_line_end() {
            self.at += 1;
        }
    }

    /// Skips blanks, comments and lines without content.
    fn skip_to_content(&mut self) {
        loop {
            self.skip_blanks();
            match self.byte(0) {
                Some(b'#') => self.skip_line(),
                Some(b'\n' | b'\r') => self.take_break(),
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "these are tests")]

    use serde_json::{Value, json};

    use super::Indented;
    use crate::openapi::syntax::{yaml, yaml_locations};

    fn read(text: &str) -> Value {
        yaml::parse(text).unwrap_or_else(|fault| {
            unreachable!("{}:{}: {}\n{text}", fault.at.0, fault.at.1, fault.message)
        })
    }

    #[test]
    fn brackets_and_quotes_may_be_indented_less_than_yaml_asks_for() {
        let rows = [
            ("a: {\n\"b\": 1\n}\nc: 2\n", json!({"a": {"b": 1}, "c": 2})),
            ("a: {\r\n\"b\": 1\r\n}\r\nc: 2\r\n", json!({"a": {"b": 1}, "c": 2})),
            ("a:\n  b: [\n  1,\n2\n  ]\n  c: 3\n", json!({"a": {"b": [1, 2], "c": 3}})),
            (
                "a:\n  - b: [{\n    x: \"}\"\n  }, {\n  y: ']'\n  }]\n    c: 3\n",
                json!({"a": [{"b": [{"x": "}"}, {"y": "]"}], "c": 3}]}),
            ),
            ("a:\n  - {\n  b: it's # }\n  }\n  - 2\n", json!({"a": [{"b": "it's"}, 2]})),
            (
                "a:\n  b: {\n\t\"c\": {\n\t\t\"d\": 1\n\t}\n  }\n",
                json!({"a": {"b": {"c": {"d": 1}}}}),
            ),
            (
                "a:\n  b: \"one\ntwo\\\n  three\n\nfour\"\n",
                json!({"a": {"b": "one twothree\nfour"}}),
            ),
            ("a:\n  b: 'it''s\none'\n  c: {\n  }\n", json!({"a": {"b": "it's one", "c": {}}})),
            ("a:\n  b: |\n    {\n    [\n  c: {\n  }\n", json!({"a": {"b": "{\n[\n", "c": {}}})),
            ("a:\n  b: one\n    {two\n  c: {\n  }\n", json!({"a": {"b": "one {two", "c": {}}})),
            ("a:\n  b: one # {\n  c: {\n  }\n", json!({"a": {"b": "one", "c": {}}})),
            ("a:\n  &x b: &y {\n  }\n  c: *y\n", json!({"a": {"b": {}, "c": {}}})),
            ("a:\n  \"b{\": {\n  \"c\":\n  \"d\"}\n", json!({"a": {"b{": {"c": "d"}}})),
            ("---\n# {\na:\n  ? b\n  : {\n  }\n...\n", json!({"a": {"b": {}}})),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn values_keep_their_locations() {
        let text = "a:\n  b: {\n  \"c\": 1,\n\"d\": [\n2\n]\n  }\n  e: 3\n";
        read(text);
        let table = yaml_locations::scan(text);
        let at = |pointer: &str| *table.values.get(pointer).unwrap();
        assert_eq!(at("/a/b"), (2, 3));
        assert_eq!(at("/a/b/c"), (3, 8));
        assert_eq!(at("/a/b/d"), (4, 1));
        assert_eq!(at("/a/b/d/0"), (5, 1));
        assert_eq!(at("/a/e"), (8, 6));
        assert_eq!(table.names.get("/a/b/c"), Some(&(3, 3)));
    }

    #[test]
    fn another_fault_keeps_its_location() {
        let rows = [
            ("a:\n  b: {\n  }\n  c: *d\n", (4, 6)),
            ("a:\n  b: {\n  \"c\": 1,\n  \"c\": 2\n  }\n", (4, 3)),
            ("a:\n  b: {\n    c: 1\nd: 2\n", (4, 2)),
            ("a:\n  b: 'one\ntwo\n", (2, 6)),
        ];
        for (text, at) in rows {
            assert_eq!(yaml::parse(text).err().map(|fault| fault.at), Some(at), "{text}");
        }
    }

    #[test]
    fn what_would_take_more_than_the_text_is_not_indented() {
        let deep = " ".repeat(1 << 12);
        let text = format!("a:\n{deep}b: [\n{}]\n", "1,\n".repeat(1 << 12));
        assert!(Indented::of(&text).is_none());
    }
}
