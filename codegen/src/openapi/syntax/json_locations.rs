//! The locations of the values of a JSON text.

use crate::openapi::pointer::escape;
use crate::openapi::syntax::table::Table;

/// Finds the locations of the values of a valid JSON text.
pub(crate) fn scan(text: &str) -> Table {
    let mut scan = Scan { rest: text, line: 1, column: 1, table: Table::default() };
    scan.value(String::new(), None);
    scan.table
}

/// The remaining text, and its location.
struct Scan<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
    table: Table,
}

impl<'a> Scan<'a> {
    /// Takes a number of bytes.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        for c in taken.chars() {
            if c == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
        taken
    }

    /// Skips spaces, and the character if it is next; returns whether it was.
    fn pass(&mut self, c: char) -> bool {
        let spaces = self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.take(spaces);
        let is_next = self.rest.starts_with(c);
        if is_next {
            self.take(c.len_utf8());
        }
        is_next
    }

    /// A string with its quotes.
    fn quoted(&mut self) -> &'a str {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.take((end + 1).min(bytes.len()))
    }

    fn scalar(&mut self, pointer: String, name: Option<(usize, usize)>, here: (usize, usize)) {
        if let Some(name) = name {
            self.table.names.insert(pointer.clone(), name);
        }
        self.table.values.insert(pointer, here);
    }

    /// A value. A collection in an object has the location of its name. The parser has already bounded the
    /// depth.
    fn value(&mut self, pointer: String, name: Option<(usize, usize)>) {
        self.pass('\0');
        let here = (self.line, self.column);
        match self.rest.bytes().next() {
            Some(b'{') => {
                self.table.values.insert(pointer.clone(), name.unwrap_or(here));
                self.take(1);
                while !self.pass('}') && !self.rest.is_empty() {
                    let location = (self.line, self.column);
                    let key: String = serde_json::from_str(self.quoted()).unwrap_or_default();
                    self.pass(':');
                    self.value(format!("{pointer}/{}", escape(&key)), Some(location));
                    self.pass(',');
                }
            }
            Some(b'[') => {
                self.table.values.insert(pointer.clone(), name.unwrap_or(here));
                self.take(1);
                let mut index = 0;
                while !self.pass(']') && !self.rest.is_empty() {
                    self.value(format!("{pointer}/{index}"), None);
                    self.pass(',');
                    index += 1;
                }
            }
            Some(b'"') => {
                self.scalar(pointer, name, here);
                self.quoted();
            }
            _ => {
                self.scalar(pointer, name, here);
                let end = self.rest.find([',', '}', ']', ' ', '\t', '\r', '\n']);
                self.take(end.unwrap_or(self.rest.len()).max(1));
            }
        }
    }
}
