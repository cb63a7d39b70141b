//! Where each value of a text stands.
//!
//! In goes a text that has been read, out come line and column by JSON pointer. The text is looked
//! through only when somebody asks: a description without a problem never needs a place.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use saphyr_parser::{Event, Parser};

use super::json_places;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Yaml,
}

/// Line and column, both from 1, by JSON pointer.
pub(super) type Table = HashMap<String, (usize, usize)>;

/// Line and column of each value of a text.
#[derive(Debug)]
pub(crate) struct Places {
    text: Arc<str>,
    form: Form,
    table: OnceLock<Table>,
}

impl Places {
    /// The places of a text that could be read.
    pub(super) fn new(text: Arc<str>, form: Form) -> Self {
        Self { text, form, table: OnceLock::new() }
    }

    /// The place of a value, or of the innermost one around it that exists.
    pub(crate) fn of(&self, pointer: &str) -> (usize, usize) {
        let table = self.table.get_or_init(|| match self.form {
            Form::Json => json_places::scan(&self.text),
            Form::Yaml => scan(&self.text),
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

/// A collection that is being looked through.
struct Open {
    pointer: String,
    /// The next index of a list; none in a map.
    next: Option<usize>,
    /// The name of a map's member that is next, and where it stands.
    key: Option<(String, (usize, usize))>,
}

fn scan(text: &str) -> Table {
    let mut table = Table::new();
    let mut open: Vec<Open> = Vec::new();
    // What could be read has no faults; should one come up, what was found before it still holds.
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        let here = (span.start.line(), span.start.col() + 1);
        match event {
            Event::Scalar(text, ..) => match open.last_mut() {
                Some(Open { next: None, key: key @ None, .. }) => {
                    *key = Some((text.into_owned(), here));
                }
                around => {
                    let (pointer, _) = enter(around, here);
                    table.insert(pointer, here);
                }
            },
            Event::Alias(_) => {
                let (pointer, place) = enter(open.last_mut(), here);
                table.insert(pointer, place);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let (pointer, place) = enter(open.last_mut(), here);
                table.insert(pointer.clone(), place);
                let next = matches!(event, Event::SequenceStart(..)).then_some(0);
                open.push(Open { pointer, next, key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    table
}

/// The pointer and the place of the value that begins here. A collection in a map is shown where
/// its name stands.
fn enter(around: Option<&mut Open>, here: (usize, usize)) -> (String, (usize, usize)) {
    let Some(around) = around else { return (String::new(), here) };
    match &mut around.next {
        Some(index) => {
            let pointer = format!("{}/{index}", around.pointer);
            *index += 1;
            (pointer, here)
        }
        None => {
            let (key, place) = around.key.take().unwrap_or_else(|| (String::new(), here));
            (format!("{}/{}", around.pointer, escape(&key)), place)
        }
    }
}

/// A member's name as a step of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    if name.contains(['~', '/']) {
        name.replace('~', "~0").replace('/', "~1")
    } else {
        name.to_owned()
    }
}
