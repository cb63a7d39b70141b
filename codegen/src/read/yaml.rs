//! A YAML text as one tree of values.
//!
//! In goes text, out comes a value, or the first place that keeps the text from being one tree.
//! Plain words mean what YAML 1.2 says: `yes`, `2020-01-01` and `0123` are text. It takes time and
//! memory in proportion to the text, whatever the text is.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};
use serde_json::{Map, Number, Value};

/// How deep collections may stand in one another. All later stages walk the document by recursion.
pub(super) const DEEPEST: usize = 128;

/// How many values aliases may stand for in all. A few nested ones could else fill the memory.
const MOST_BY_ALIAS: usize = 100_000;

/// What keeps a text from being one tree of values.
pub(super) struct Fault {
    pub(super) at: (usize, usize),
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Fault {
    pub(super) fn new(at: (usize, usize), message: impl Into<String>, help: &'static str) -> Self {
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

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Value, Fault> {
    if let Some(fault) = control_character(text) {
        return Err(fault);
    }
    let mut tree = Tree::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        tree.event(event, span)?;
    }
    Ok(tree.root)
}

/// A collection that is being read.
struct Open {
    kind: OpenKind,
    anchor: usize,
    /// How many values there were before it.
    before: usize,
}

enum OpenKind {
    List(Vec<Value>),
    Map { members: Map<String, Value>, key: Option<(String, (usize, usize))>, merged: Vec<Value> },
}

/// What has been read so far.
#[derive(Default)]
struct Tree {
    root: Value,
    open: Vec<Open>,
    documents: usize,
    /// How many values there are, with what aliases stand for.
    values: usize,
    by_alias: usize,
    /// What each anchor that is complete stands for, and how many values that is.
    anchors: HashMap<usize, (Value, usize)>,
}

impl Tree {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let here = (span.start.line(), span.start.col() + 1);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let help = "a file holds one: put the other into a file of its own";
                    return Err(Fault::new(here, "a second YAML document begins here", help));
                }
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 && self.is_at_name() {
                    self.keep(anchor, &Value::String(text.clone().into_owned()), 1);
                }
                if let Some(Open { kind: OpenKind::Map { key: key @ None, .. }, .. }) =
                    self.open.last_mut()
                {
                    // The name `<<` between quotes is a name like any other.
                    let text = if text == "<<" && style != ScalarStyle::Plain {
                        QUOTED_MERGE.to_owned()
                    } else {
                        text.into_owned()
                    };
                    *key = Some((text, here));
                    return Ok(());
                }
                let value = scalar(text, style, tag, here)?;
                self.keep(anchor, &value, 1);
                self.values += 1;
                self.put(value, here)
            }
            Event::Alias(anchor) => {
                let value = self.alias(anchor, here)?;
                self.put(value, here)
            }
            Event::SequenceStart(anchor, _) => self.open(OpenKind::List(Vec::new()), anchor, here),
            Event::MappingStart(anchor, _) => {
                let kind = OpenKind::Map { members: Map::new(), key: None, merged: Vec::new() };
                self.open(kind, anchor, here)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(here),
            _ => Ok(()),
        }
    }

    fn is_at_name(&self) -> bool {
        matches!(self.open.last(), Some(Open { kind: OpenKind::Map { key: None, .. }, .. }))
    }

    fn open(&mut self, kind: OpenKind, anchor: usize, here: (usize, usize)) -> Result<(), Fault> {
        if self.is_at_name() {
            return Err(no_text(here));
        }
        if self.open.len() == DEEPEST {
            let message = format!("this stands more than {DEEPEST} levels deep");
            let help = "give an inner part a name under `components` and refer to it";
            return Err(Fault::new(here, message, help));
        }
        let before = self.values;
        self.values += 1;
        self.open.push(Open { kind, anchor, before });
        Ok(())
    }

    fn close(&mut self, here: (usize, usize)) -> Result<(), Fault> {
        let Some(closed) = self.open.pop() else { return Ok(()) };
        let value = match closed.kind {
            OpenKind::List(items) => Value::Array(items),
            OpenKind::Map { mut members, merged, .. } => {
                merged.into_iter().for_each(|value| merge(&mut members, value));
                Value::Object(members)
            }
        };
        self.keep(closed.anchor, &value, self.values - closed.before);
        self.put(value, here)
    }

    /// Remembers what an anchor stands for; 0 is none.
    fn keep(&mut self, anchor: usize, value: &Value, size: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), size));
        }
    }

    fn alias(&mut self, anchor: usize, here: (usize, usize)) -> Result<Value, Fault> {
        let help = "write the value out in its place, or name it under `components`";
        let Some((value, size)) = self.anchors.get(&anchor) else {
            return Err(Fault::new(here, "this alias stands for a value that contains it", help));
        };
        self.values += size;
        self.by_alias += size;
        if self.by_alias > MOST_BY_ALIAS {
            let message = format!("aliases stand for more than {MOST_BY_ALIAS} values in all");
            return Err(Fault::new(here, message, help));
        }
        // An alias may stand inside of many collections, and what it stands for have many more.
        if self.open.len() + depth(value) > DEEPEST {
            let message = format!("what this stands for is more than {DEEPEST} levels deep");
            return Err(Fault::new(here, message, help));
        }
        Ok(value.clone())
    }

    /// Puts a value that is complete into the collection around it.
    fn put(&mut self, value: Value, here: (usize, usize)) -> Result<(), Fault> {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = value,
            Some(OpenKind::List(items)) => items.push(value),
            Some(OpenKind::Map { members, key, merged }) => {
                let Some((name, place)) = key.take() else { return Err(no_text(here)) };
                if name == "<<" {
                    let is_list =
                        value.as_array().is_some_and(|all| all.iter().all(Value::is_object));
                    if !value.is_object() && !is_list {
                        let help = "let `<<` stand for an object, or a list of objects";
                        return Err(Fault::new(place, "this merge key stands for no object", help));
                    }
                    merged.push(value);
                    return Ok(());
                }
                let name = if name == QUOTED_MERGE { "<<".to_owned() } else { name };
                if members.contains_key(&name) {
                    let message = format!("the member `{}` is there twice", name.escape_debug());
                    return Err(Fault::new(place, message, "take one out, or rename it"));
                }
                members.insert(name, value);
            }
        }
        Ok(())
    }
}

/// Stands for the quoted name `<<` while its value is read; YAML allows no such character.
const QUOTED_MERGE: &str = "\u{0}<<";

fn no_text(here: (usize, usize)) -> Fault {
    Fault::new(here, "the name of a member is not text", "write text before the colon")
}

/// Adds the members of a merge key that are not there by themselves.
fn merge(members: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(others) => {
            for (name, value) in others {
                members.entry(name).or_insert(value);
            }
        }
        Value::Array(list) => list.into_iter().for_each(|one| merge(members, one)),
        _ => {}
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn scalar(
    text: Cow<'_, str>,
    style: ScalarStyle,
    tag: Option<Cow<'_, Tag>>,
    here: (usize, usize),
) -> Result<Value, Fault> {
    let is_plain = match tag {
        None => style == ScalarStyle::Plain,
        Some(tag) if tag.is_yaml_core_schema() => {
            matches!(tag.suffix.as_str(), "int" | "float" | "bool" | "null")
        }
        Some(tag) if tag.handle == "!" && tag.suffix.is_empty() => false,
        Some(tag) => {
            let message = format!("the tag `{}{}` is not known here", tag.handle, tag.suffix);
            return Err(Fault::new(here, message, "write the value without a tag"));
        }
    };
    Ok(if is_plain { plain(&text) } else { Value::String(text.into_owned()) })
}

/// What a word without quotes means in the core schema (YAML 1.2, section 10.3.2).
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The number that a word is. Numbers that JSON has not, such as `.inf` and `1e400`, stay words, and
/// so do those that begin with a nought, such as `0123`: nobody knows whether they are octal.
fn number(text: &str) -> Option<Number> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return is_all(digits, |c| c.is_ascii_hexdigit())
            .then(|| u64::from_str_radix(digits, 16).ok().map(Number::from))?;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return is_all(digits, |c| c.is_ascii_digit())
            .then(|| u64::from_str_radix(digits, 8).ok().map(Number::from))?;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plus = text.strip_prefix('+').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    let has_digits = !whole.is_empty() || fraction.is_some_and(|digits| !digits.is_empty());
    let signed =
        |text: &str| is_all(text.strip_prefix(['-', '+']).unwrap_or(text), |c| c.is_ascii_digit());
    if !(has_digits && digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(signed))
    {
        return None;
    }
    if fraction.is_none() && exponent.is_none() {
        let small = plus.parse::<i64>().map(Number::from);
        if let Ok(number) = small.or_else(|_| plus.parse::<u64>().map(Number::from)) {
            return Some(number);
        }
    }
    Number::from_f64(plus.parse().ok()?)
}

fn is_all(text: &str, is_good: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is_good)
}

/// The first character that YAML does not allow as it is (YAML 1.2, section 5.1).
fn control_character(text: &str) -> Option<Fault> {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (before, found) = text.split_at(text.find(is_bad)?);
    let (lines, column) = (before.split('\n').count(), before.rsplit('\n').next()?.chars().count());
    let code = u32::from(found.chars().next()?);
    let message = format!("the control character U+{code:04X} is not allowed");
    let help = "take it out, or write `\\u…` between double quotes";
    Some(Fault::new((lines, column + 1), message, help))
}
