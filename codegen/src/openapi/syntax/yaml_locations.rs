//! The locations of the values of a YAML text.

use saphyr_parser::{Event, Parser};

use crate::openapi::pointer::escape;
use crate::openapi::syntax::table::Table;

/// A collection that is being looked through.
struct Open {
    pointer: String,
    /// The next index of a list; none in a map.
    next: Option<usize>,
    /// The name of a map's member that is next, and where it stands.
    key: Option<(String, (usize, usize))>,
}

pub(crate) fn scan(text: &str) -> Table {
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
