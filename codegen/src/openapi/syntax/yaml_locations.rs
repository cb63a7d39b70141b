//! The locations of the values of a YAML text.

use saphyr_parser::{Event, Parser};

use crate::openapi::pointer::escape;
use crate::openapi::syntax::table::Table;
use crate::openapi::syntax::yaml_indent::Indented;

/// A collection being scanned.
struct Open {
    pointer: String,
    /// The next index of an array; none for an object.
    next: Option<usize>,
    /// The name of the next property of an object, and its location.
    key: Option<(String, (usize, usize))>,
}

pub(crate) fn scan(text: &str) -> Table {
    let mut table = Table::default();
    if !fill(&mut table, text, |here| here)
        && let Some(indented) = Indented::of(text)
    {
        table = Table::default();
        fill(&mut table, &indented.text, |here| indented.original(here));
    }
    table
}

/// Adds the locations of a text, up to its first fault; returns whether there is none.
fn fill(
    table: &mut Table,
    text: &str,
    original: impl Fn((usize, usize)) -> (usize, usize),
) -> bool {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return false };
        let here = original((span.start.line(), span.start.col() + 1));
        match event {
            Event::Scalar(text, ..) => match open.last_mut() {
                Some(Open { next: None, key: key @ None, .. }) => {
                    *key = Some((text.into_owned(), here));
                }
                around => {
                    let (pointer, location) = enter(around, here);
                    if location != here {
                        table.names.insert(pointer.clone(), location);
                    }
                    table.values.insert(pointer, here);
                }
            },
            Event::Alias(_) => {
                let (pointer, location) = enter(open.last_mut(), here);
                table.values.insert(pointer, location);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let (pointer, location) = enter(open.last_mut(), here);
                table.values.insert(pointer.clone(), location);
                let next = matches!(event, Event::SequenceStart(..)).then_some(0);
                open.push(Open { pointer, next, key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    true
}

/// The pointer and the location of the value that begins here. A collection in an object has the location of
/// its name.
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
