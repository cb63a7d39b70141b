//! The locations of the values of a text.
//!
//! It finds line and column by JSON pointer in a text that has been read. The text is scanned only when a
//! location is requested: a description without problems never needs one.

use std::sync::{Arc, OnceLock};

use crate::openapi::syntax::json_locations;
use crate::openapi::syntax::table::Table;
use crate::openapi::syntax::yaml_locations::scan;

/// The syntax of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Yaml,
}

/// The line and the column of each value of a text.
#[derive(Clone, Debug)]
pub(crate) struct Locations {
    text: Arc<str>,
    syntax: Syntax,
    table: OnceLock<Table>,
}

impl Locations {
    /// The locations of a valid text.
    pub(crate) fn new(text: Arc<str>, syntax: Syntax) -> Self {
        Self { text, syntax, table: OnceLock::new() }
    }

    /// The location of the name of a property; that of its value if it has no name.
    pub(crate) fn of_name(&self, pointer: &str) -> (usize, usize) {
        self.table().names.get(pointer).copied().unwrap_or_else(|| self.of(pointer))
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| match self.syntax {
            Syntax::Json => json_locations::scan(&self.text),
            Syntax::Yaml => scan(&self.text),
        })
    }

    /// The location of a value, or of the innermost existing value around it.
    pub(crate) fn of(&self, pointer: &str) -> (usize, usize) {
        let table = self.table();
        let mut pointer = pointer;
        loop {
            if let Some(location) = table.values.get(pointer) {
                return *location;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return (1, 1),
            }
        }
    }
}
