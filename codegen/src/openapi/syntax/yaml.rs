//! Parsing a YAML text into one tree of values.
//!
//! It returns a value, or the first fault. Plain scalars mean what YAML 1.2 defines: `yes`, `2020-01-01` and
//! `0123` are strings. Time and memory grow in proportion to the text: the value of an anchor is kept once
//! while the text is read, and [`Budget`] limits the values that aliases may stand for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use serde_json::{Map, Value};

use crate::openapi::syntax::budget::{Budget, PER_VALUE};
use crate::openapi::syntax::fault::Fault;
use crate::openapi::syntax::node::{Item, Node, Step};
use crate::openapi::syntax::plain::plain;
use crate::openapi::syntax::yaml_indent::Indented;

/// The greatest depth of nested collections. All later stages walk the document recursively.
pub(crate) const DEEPEST: usize = 128;

/// Parses a text.
pub(crate) fn parse(text: &str) -> Result<Value, Fault> {
    if let Some(fault) = control_character(text) {
        return Err(fault);
    }
    match read(text) {
        Ok(value) => Ok(value),
        Err(Refused::ByUs(fault)) => Err(fault),
        // The parser requires indentation inside brackets and quotes; authors omit it.
        Err(Refused::ByParser(fault)) => match Indented::of(text) {
            Some(indented) => read(&indented.text).map_err(|refused| {
                let (Refused::ByUs(fault) | Refused::ByParser(fault)) = refused;
                Fault { at: indented.original(fault.at), ..fault }
            }),
            None => Err(fault),
        },
    }
}

/// The source of a refusal.
enum Refused {
    ByParser(Fault),
    ByUs(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::ByUs(fault)
    }
}

fn read(text: &str) -> Result<Value, Refused> {
    let mut tree = Tree {
        root: Item::Whole(Value::Null),
        open: Vec::new(),
        documents: 0,
        budget: Budget::of(text),
        anchors: HashMap::new(),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Refused::ByParser(error.into()))?;
        tree.event(event, span)?;
    }
    // A value that no anchor keeps is moved instead of copied.
    drop(tree.anchors);
    Ok(tree.root.whole())
}

/// A collection being read.
struct Open {
    content: Content,
    anchor: usize,
    /// The count before it.
    before: usize,
    /// The length of its pointer.
    pointer: usize,
    /// The depth of its deepest value.
    inner: usize,
    /// Its values that are shared with aliases, or contain a shared value.
    shared: Vec<(Step, Rc<Node>)>,
}

enum Content {
    Array(Vec<Value>),
    Object { properties: Map<String, Value>, key: Option<Key>, merged: Vec<Value> },
}

/// The name of a property, while its value is being read.
struct Key {
    name: String,
    at: (usize, usize),
    /// Whether it is `<<` without quotes, which merges the properties of other objects.
    is_merge: bool,
}

/// The state of the reader.
struct Tree {
    root: Item,
    open: Vec<Open>,
    documents: usize,
    budget: Budget,
    /// The values of completed anchors.
    anchors: HashMap<usize, Rc<Node>>,
}

impl Tree {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let here = (span.start.line(), span.start.col() + 1);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let help = "a file contains one document: put the other into a file of its own";
                    return Err(Fault::new(here, "a second YAML document begins here", help));
                }
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(Open { content: Content::Object { key: key @ None, .. }, .. }) =
                    self.open.last_mut()
                {
                    let name = text.into_owned();
                    if anchor != 0 {
                        let value = Value::String(name.clone());
                        let node = Node::leaf(value, PER_VALUE + name.len());
                        self.anchors.insert(anchor, Rc::new(node));
                    }
                    self.budget.count_name(name.len());
                    let is_merge = name == "<<" && style == ScalarStyle::Plain;
                    *key = Some(Key { name, at: here, is_merge });
                    return Ok(());
                }
                let before = self.budget.counted();
                self.budget.count(text.len(), self.pointer(), here)?;
                let weight = self.budget.counted() - before;
                let value = scalar(text, style, tag, here)?;
                let item = match anchor {
                    0 => Item::Whole(value),
                    _ => self.keep(anchor, Node::leaf(value, weight), here)?,
                };
                self.put(item, 0, here)
            }
            Event::Alias(anchor) => {
                let node = self.alias(anchor, here)?;
                let depth = node.depth();
                self.put(Item::Shared(node), depth, here)
            }
            Event::SequenceStart(anchor, _) => self.open(Content::Array(Vec::new()), anchor, here),
            Event::MappingStart(anchor, _) => {
                let content =
                    Content::Object { properties: Map::new(), key: None, merged: Vec::new() };
                self.open(content, anchor, here)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(here),
            _ => Ok(()),
        }
    }

    fn open(&mut self, content: Content, anchor: usize, here: (usize, usize)) -> Result<(), Fault> {
        if matches!(self.open.last(), Some(Open { content: Content::Object { key: None, .. }, .. }))
        {
            return Err(not_a_string(here));
        }
        if self.open.len() == DEEPEST {
            let message = format!("this is more than {DEEPEST} levels deep");
            let help = "give an inner item a name under `components` and refer to it";
            return Err(Fault::new(here, message, help));
        }
        let before = self.budget.counted();
        let pointer = self.pointer();
        self.budget.count(0, pointer, here)?;
        self.open.push(Open { content, anchor, before, pointer, inner: 0, shared: Vec::new() });
        Ok(())
    }

    /// The length of the pointer of the next value.
    fn pointer(&self) -> usize {
        self.open.last().map_or(0, |open| match &open.content {
            Content::Array(_) => open.pointer + 6,
            Content::Object { key, .. } => {
                open.pointer + 1 + key.as_ref().map_or(0, |key| key.name.len())
            }
        })
    }

    fn close(&mut self, here: (usize, usize)) -> Result<(), Fault> {
        let Some(closed) = self.open.pop() else { return Ok(()) };
        let value = match closed.content {
            Content::Array(mut items) => {
                items.shrink_to_fit();
                Value::Array(items)
            }
            Content::Object { mut properties, merged, .. } => {
                merged.into_iter().for_each(|value| merge(&mut properties, value));
                Value::Object(properties)
            }
        };
        let depth = 1 + closed.inner;
        let weight = self.budget.counted() - closed.before;
        let item = match (closed.anchor, closed.shared.is_empty()) {
            (0, true) => Item::Whole(value),
            (anchor, _) => {
                self.keep(anchor, Node::new(value, closed.shared, depth, weight), here)?
            }
        };
        self.put(item, depth, here)
    }

    /// Keeps the value of an anchor; 0 is no anchor.
    fn keep(&mut self, anchor: usize, node: Node, here: (usize, usize)) -> Result<Item, Fault> {
        let node = Rc::new(node);
        if anchor != 0 {
            let is_merged = matches!(
                self.open.last(),
                Some(Open {
                    content: Content::Object { key: Some(Key { is_merge: true, .. }), .. },
                    ..
                })
            );
            // A merge key uses a copy of the anchor's value.
            if is_merged {
                self.budget.count_alias(node.weight(), self.pointer(), here)?;
            }
            self.anchors.insert(anchor, node.clone());
        }
        Ok(Item::Shared(node))
    }

    fn alias(&mut self, anchor: usize, here: (usize, usize)) -> Result<Rc<Node>, Fault> {
        let help = "write the value itself, or give it a name under `components`";
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            return Err(Fault::new(here, "this alias stands for a value that contains it", help));
        };
        let pointer = self.pointer();
        self.budget.count_alias(node.weight(), pointer, here)?;
        // The depth of an alias adds to the depth of its value.
        if self.open.len() + node.depth() > DEEPEST {
            let message = format!("what this stands for is more than {DEEPEST} levels deep");
            return Err(Fault::new(here, message, help));
        }
        Ok(node)
    }

    /// Adds a completed value to the collection around it.
    fn put(&mut self, item: Item, depth: usize, here: (usize, usize)) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else {
            self.root = item;
            return Ok(());
        };
        open.inner = open.inner.max(depth);
        match &mut open.content {
            Content::Array(items) => {
                let value = item.into_slot(|| Step::Index(items.len()), &mut open.shared);
                items.push(value);
            }
            Content::Object { properties, key, merged } => {
                let Some(Key { name, at, is_merge }) = key.take() else {
                    return Err(not_a_string(here));
                };
                if is_merge {
                    let value = item.whole();
                    let is_array =
                        value.as_array().is_some_and(|all| all.iter().all(Value::is_object));
                    if !value.is_object() && !is_array {
                        let help = "let `<<` stand for an object, or an array of objects";
                        return Err(Fault::new(
                            at,
                            "this merge key does not stand for an object",
                            help,
                        ));
                    }
                    merged.push(value);
                    return Ok(());
                }
                if properties.contains_key(&name) {
                    let message = format!("the property `{}` occurs twice", name.escape_debug());
                    return Err(Fault::new(at, message, "remove one, or rename it"));
                }
                let value = item.into_slot(|| Step::Name(name.clone()), &mut open.shared);
                properties.insert(name, value);
            }
        }
        Ok(())
    }
}

fn not_a_string(here: (usize, usize)) -> Fault {
    Fault::new(here, "the name of a property is not a string", "write a string before the colon")
}

/// Adds the properties of a merge key that the object itself lacks.
fn merge(properties: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(others) => {
            for (name, value) in others {
                properties.entry(name).or_insert(value);
            }
        }
        Value::Array(items) => items.into_iter().for_each(|one| merge(properties, one)),
        _ => {}
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

/// The first character that YAML only allows escaped (YAML 1.2, section 5.1).
fn control_character(text: &str) -> Option<Fault> {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (before, found) = text.split_at(text.find(is_bad)?);
    let (lines, column) = (before.split('\n').count(), before.rsplit('\n').next()?.chars().count());
    let code = u32::from(found.chars().next()?);
    let message = format!("the control character U+{code:04X} is not allowed");
    let help = "remove it, or write `\\u…` between double quotes";
    Some(Fault::new((lines, column + 1), message, help))
}
