//! Where each value of a YAML text stands.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

/// How deep collections may stand in one another. All later stages walk the document by recursion.
const DEEPEST: usize = 64;

/// How many values aliases may stand for in all. A few nested ones could else fill the memory.
const MOST_BY_ALIAS: usize = 100_000;

/// Line and column, both from 1, of each value, by JSON pointer.
pub(crate) struct Places(HashMap<String, (usize, usize)>);

/// What keeps a text from being one tree of values.
pub(super) struct Fault {
    pub(super) at: (usize, usize),
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Fault {
    fn new(at: (usize, usize), message: impl Into<String>, help: &'static str) -> Self {
        Self { at, message: message.into(), help }
    }
}

impl From<ScanError> for Fault {
    fn from(error: ScanError) -> Self {
        let at = (error.marker().line(), error.marker().col() + 1);
        let help = "mend the YAML here or just above: quotes, indentation, a missing colon";
        Self::new(at, error.info(), help)
    }
}

impl Places {
    /// Finds the places, or the first place that keeps the text from being one tree of values.
    pub(super) fn scan(text: &str) -> Result<Self, Fault> {
        if let Some(fault) = control_character(text) {
            return Err(fault);
        }
        let mut scan = Scan::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event?;
            scan.event(event, span)?;
        }
        Ok(Self(scan.places))
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

/// A collection that is being read.
struct Open {
    pointer: String,
    kind: OpenKind,
    anchor: usize,
    /// How many values there were before it.
    before: usize,
}

enum OpenKind {
    List { next: usize },
    Map { key: Option<(String, (usize, usize))> },
}

/// What has been read so far.
#[derive(Default)]
struct Scan {
    places: HashMap<String, (usize, usize)>,
    open: Vec<Open>,
    documents: usize,
    /// How many values there are, with what aliases stand for.
    values: usize,
    by_alias: usize,
    /// How many values each anchor that is complete stands for.
    anchors: HashMap<usize, usize>,
}

impl Scan {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let here = (span.start.line(), span.start.col() + 1);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let help = "a file holds one: put the other into a file of its own";
                    return Err(Fault::new(here, "a second YAML document begins here", help));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                if self.is_at_key() {
                    self.key(&text, style, here)?;
                } else {
                    let pointer = self.enter(here)?;
                    self.places.insert(pointer, here);
                }
                self.anchors.insert(anchor, 1);
            }
            Event::Alias(anchor) => {
                self.enter(here)?;
                self.alias(anchor, here)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.open(OpenKind::List { next: 0 }, anchor, here)?;
            }
            Event::MappingStart(anchor, _) => {
                self.open(OpenKind::Map { key: None }, anchor, here)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(closed) = self.open.pop() {
                    self.anchors.insert(closed.anchor, self.values - closed.before);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn is_at_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { kind: OpenKind::Map { key: None }, .. }))
    }

    fn key(&mut self, text: &str, style: ScalarStyle, here: (usize, usize)) -> Result<(), Fault> {
        if text == "<<" && style == ScalarStyle::Plain {
            let help = "write the members out in its place";
            return Err(Fault::new(here, "merge keys are not supported", help));
        }
        if let Some(Open { kind: OpenKind::Map { key }, .. }) = self.open.last_mut() {
            *key = Some((text.to_owned(), here));
        }
        Ok(())
    }

    fn open(&mut self, kind: OpenKind, anchor: usize, here: (usize, usize)) -> Result<(), Fault> {
        let before = self.values;
        let pointer = self.enter(here)?;
        if self.open.len() == DEEPEST {
            let message = format!("this stands more than {DEEPEST} levels deep");
            let help = "give an inner part a name under `components` and refer to it";
            return Err(Fault::new(here, message, help));
        }
        self.open.push(Open { pointer, kind, anchor, before });
        Ok(())
    }

    fn alias(&mut self, anchor: usize, here: (usize, usize)) -> Result<(), Fault> {
        let help = "write the value out in its place, or name it under `components`";
        let Some(size) = self.anchors.get(&anchor) else {
            return Err(Fault::new(here, "this alias stands for a value that contains it", help));
        };
        self.values += size;
        self.by_alias += size;
        if self.by_alias > MOST_BY_ALIAS {
            let message = format!("aliases stand for more than {MOST_BY_ALIAS} values in all");
            return Err(Fault::new(here, message, help));
        }
        Ok(())
    }

    /// Notes the place of the value that begins here, and gives its pointer. A collection in a map
    /// is shown where its name stands.
    fn enter(&mut self, here: (usize, usize)) -> Result<String, Fault> {
        self.values += 1;
        let (pointer, place) = match self.open.last_mut() {
            None => (String::new(), here),
            Some(Open { pointer, kind: OpenKind::List { next }, .. }) => {
                let at = format!("{pointer}/{next}");
                *next += 1;
                (at, here)
            }
            Some(Open { pointer, kind: OpenKind::Map { key }, .. }) => {
                let Some((key, place)) = key.take() else {
                    let help = "write text before the colon";
                    return Err(Fault::new(here, "the name of a member is not text", help));
                };
                let at = format!("{pointer}/{}", escape(&key));
                if self.places.contains_key(&at) {
                    let message = format!("the member `{}` is there twice", key.escape_debug());
                    return Err(Fault::new(place, message, "take one out, or rename it"));
                }
                (at, place)
            }
        };
        self.places.insert(pointer.clone(), place);
        Ok(pointer)
    }
}

/// The first character that YAML does not allow as it is (YAML 1.2, section 5.1).
fn control_character(text: &str) -> Option<Fault> {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (before, found) = text.split_at(text.find(is_bad)?);
    let (lines, column) = (before.split('\n').count(), before.rsplit('\n').next()?.chars().count());
    let code = u32::from(found.chars().next()?);
    let message = format!("the control character U+{code:04X} is not allowed");
    Some(Fault::new(
        (lines, column + 1),
        message,
        "take it out, or write `\\u…` between double quotes",
    ))
}

/// A member's name as a step of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
