//! Where each value of a text stands.
//!
//! In goes a text that has been read, out come line and column by JSON pointer. The text is looked
//! through only when somebody asks: a description without a problem never needs a place.

use std::sync::{Arc, OnceLock};

use crate::openapi::syntax::json_locations;
use crate::openapi::syntax::table::Table;
use crate::openapi::syntax::yaml_locations::scan;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Yaml,
}

/// Line and column of each value of a text.
#[derive(Debug)]
pub(crate) struct Places {
    text: Arc<str>,
    form: Syntax,
    table: OnceLock<Table>,
}

impl Places {
    /// The places of a text that could be read.
    pub(crate) fn new(text: Arc<str>, form: Syntax) -> Self {
        Self { text, form, table: OnceLock::new() }
    }

    /// The place of a value, or of the innermost one around it that exists.
    pub(crate) fn of(&self, pointer: &str) -> (usize, usize) {
        let table = self.table.get_or_init(|| match self.form {
            Syntax::Json => json_locations::scan(&self.text),
            Syntax::Yaml => scan(&self.text),
        });
        let mut pointer = pointer;
        loop {
            if let Some(place) = table.get(pointer) {
                return *place;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return (1, 1),
            }
        }
    }
}
