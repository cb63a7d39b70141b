//! The locations of the values of a YAML text.

use saphyr_parser::{Event, Parser};

use crate::openapi::pointer::escape;
use crate::openapi::syntax::table::Table;

/// A collection that is being scanned.
struct Open {
    pointer: String,
    /// The next index of an array; none in an object.
    next: Option<usize>,
    /// The name of the next property of an object, and its location.
    key: Option<(String, (usize, usize))>,
}

pub(crate) fn scan(text: &str) -> Table {
    let mut table = Table::new();
    let mut open: Vec<Open> = Vec::new();
    // A text that could be read has no faults. Were there one, the locations before it still hold.
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
                let (pointer, location) = enter(open.last_mut(), here);
                table.insert(pointer, location);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let (pointer, location) = enter(open.last_mut(), here);
                table.insert(pointer.clone(), location);
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

/// The pointer and the location of the value that begins here. The location of a collection in an
/// object is that of its name.
fn enter(around: Option<&mut Open>, here: (usize, usize)) -> (String, (usize, usize)) {
    let Some(around) = around else { return (String::new(), here) };
    match &mut around.next {
        Some(index) => {
            let pointer = format!("{}/{index}", around.pointer);
            *index += 1;
            (pointer, here)
        }
        None => {
            let (key, location) = around.key.take().unwrap_or_else(|| (String::new(), here));
            (format!("{}/{}", around.pointer, escape(&key)), location)
        }
    }
}
