//! Where each value of a YAML text stands.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

/// Line and column, both from 1, of each value, by JSON pointer.
pub(crate) struct Places(HashMap<String, (usize, usize)>);

/// A collection that is being read.
enum Open {
    List { pointer: String, next: usize },
    Map { pointer: String, key: Option<(String, (usize, usize))> },
}

impl Places {
    /// Finds the places, or the first place where the text is no YAML.
    pub(crate) fn scan(text: &str) -> Result<Self, ((usize, usize), String)> {
        let mut places = HashMap::new();
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|error| {
                let at = error.marker();
                ((at.line(), at.col() + 1), error.info().to_owned())
            })?;
            let here = (span.start.line(), span.start.col() + 1);
            match event {
                Event::Scalar(text, ..) => {
                    if let Some(Open::Map { key: key @ None, .. }) = open.last_mut() {
                        *key = Some((text.into_owned(), here));
                    } else if let Some((pointer, _)) = enter(&mut open, here) {
                        places.insert(pointer, here);
                    }
                }
                Event::Alias(_) => {
                    if let Some((pointer, at)) = enter(&mut open, here) {
                        places.insert(pointer, at);
                    }
                }
                Event::SequenceStart(..) => {
                    let (pointer, at) = enter(&mut open, here).unwrap_or((String::new(), here));
                    places.insert(pointer.clone(), at);
                    open.push(Open::List { pointer, next: 0 });
                }
                Event::MappingStart(..) => {
                    let (pointer, at) = enter(&mut open, here).unwrap_or((String::new(), here));
                    places.insert(pointer.clone(), at);
                    open.push(Open::Map { pointer, key: None });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    open.pop();
                }
                _ => {}
            }
        }
        Ok(Self(places))
    }

    /// The place of a value, or of the innermost one around it that exists.
    pub(crate) fn of(&self, pointer: &str) -> (usize, usize) {
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.0.get(pointer) {
                return *place;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return (1, 1),
            }
        }
    }
}

/// The pointer of the value that begins here, and the place to show for it: a collection is shown
/// where its key stands.
fn enter(open: &mut [Open], here: (usize, usize)) -> Option<(String, (usize, usize))> {
    match open.last_mut()? {
        Open::List { pointer, next } => {
            let at = format!("{pointer}/{next}");
            *next += 1;
            Some((at, here))
        }
        Open::Map { pointer, key } => {
            let (key, place) = key.take()?;
            Some((format!("{pointer}/{}", escape(&key)), place))
        }
    }
}

/// A member's name as a step of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
