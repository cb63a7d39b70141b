//! A YAML text as one tree of values.
//!
//! In goes text, out comes a value, or the first place that keeps the text from being one tree.
//! Plain words mean what YAML 1.2 says: `yes`, `2020-01-01` and `0123` are text. It takes time and
//! memory in proportion to the text, whatever the text is: what an anchor stands for is there once
//! while the text is read, and [`Budget`] says how much aliases may make of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use serde_json::{Map, Value};

use crate::openapi::syntax::budget::{Budget, PER_VALUE};
use crate::openapi::syntax::fault::Fault;
use crate::openapi::syntax::node::{Node, Part, Step};
use crate::openapi::syntax::plain::plain;

/// How deep collections may stand in one another. All later stages walk the document by recursion.
pub(crate) const DEEPEST: usize = 128;

/// Reads a text.
pub(crate) fn parse(text: &str) -> Result<Value, Fault> {
    if let Some(fault) = control_character(text) {
        return Err(fault);
    }
    let mut tree = Tree {
        root: Part::Whole(Value::Null),
        open: Vec::new(),
        documents: 0,
        budget: Budget::of(text),
        anchors: HashMap::new(),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        tree.event(event, span)?;
    }
    // What nothing else stands for is moved to its place instead of copied.
    drop(tree.anchors);
    Ok(tree.root.whole())
}

/// A collection that is being read.
struct Open {
    content: Content,
    anchor: usize,
    /// What had been counted before it.
    before: usize,
    /// How long its pointer is.
    pointer: usize,
    /// How deep the deepest of its parts is.
    inner: usize,
    /// The parts that are shared with aliases, or have such a part.
    shared: Vec<(Step, Rc<Node>)>,
}

enum Content {
    List(Vec<Value>),
    Map { members: Map<String, Value>, key: Option<Key>, merged: Vec<Value> },
}

/// The name of a property, while its value is read.
struct Key {
    name: String,
    at: (usize, usize),
    /// Whether it is `<<` without quotes, which takes in the properties of other objects.
    is_merge: bool,
}

/// What has been read so far.
struct Tree {
    root: Part,
    open: Vec<Open>,
    documents: usize,
    budget: Budget,
    /// What each anchor that is complete stands for.
    anchors: HashMap<usize, Rc<Node>>,
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
                if let Some(Open { content: Content::Map { key: key @ None, .. }, .. }) =
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
                let part = match anchor {
                    0 => Part::Whole(value),
                    _ => self.keep(anchor, Node::leaf(value, weight), here)?,
                };
                self.put(part, 0, here)
            }
            Event::Alias(anchor) => {
                let node = self.alias(anchor, here)?;
                let depth = node.depth();
                self.put(Part::Shared(node), depth, here)
            }
            Event::SequenceStart(anchor, _) => self.open(Content::List(Vec::new()), anchor, here),
            Event::MappingStart(anchor, _) => {
                let content = Content::Map { members: Map::new(), key: None, merged: Vec::new() };
                self.open(content, anchor, here)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(here),
            _ => Ok(()),
        }
    }

    fn open(&mut self, content: Content, anchor: usize, here: (usize, usize)) -> Result<(), Fault> {
        if matches!(self.open.last(), Some(Open { content: Content::Map { key: None, .. }, .. })) {
            return Err(no_text(here));
        }
        if self.open.len() == DEEPEST {
            let message = format!("this stands more than {DEEPEST} levels deep");
            let help = "give an inner part a name under `components` and refer to it";
            return Err(Fault::new(here, message, help));
        }
        let before = self.budget.counted();
        let pointer = self.pointer();
        self.budget.count(0, pointer, here)?;
        self.open.push(Open { content, anchor, before, pointer, inner: 0, shared: Vec::new() });
        Ok(())
    }

    /// How long the pointer is of the value that is next.
    fn pointer(&self) -> usize {
        self.open.last().map_or(0, |open| match &open.content {
            Content::List(_) => open.pointer + 6,
            Content::Map { key, .. } => {
                open.pointer + 1 + key.as_ref().map_or(0, |key| key.name.len())
            }
        })
    }

    fn close(&mut self, here: (usize, usize)) -> Result<(), Fault> {
        let Some(closed) = self.open.pop() else { return Ok(()) };
        let value = match closed.content {
            Content::List(mut items) => {
                items.shrink_to_fit();
                Value::Array(items)
            }
            Content::Map { mut members, merged, .. } => {
                merged.into_iter().for_each(|value| merge(&mut members, value));
                Value::Object(members)
            }
        };
        let depth = 1 + closed.inner;
        let weight = self.budget.counted() - closed.before;
        let part = match (closed.anchor, closed.shared.is_empty()) {
            (0, true) => Part::Whole(value),
            (anchor, _) => {
                self.keep(anchor, Node::new(value, closed.shared, depth, weight), here)?
            }
        };
        self.put(part, depth, here)
    }

    /// Remembers what an anchor stands for; 0 is none.
    fn keep(&mut self, anchor: usize, node: Node, here: (usize, usize)) -> Result<Part, Fault> {
        let node = Rc::new(node);
        if anchor != 0 {
            let is_merged = matches!(
                self.open.last(),
                Some(Open {
                    content: Content::Map { key: Some(Key { is_merge: true, .. }), .. },
                    ..
                })
            );
            // What a merge key takes in is a copy, beside what the anchor stands for.
            if is_merged {
                self.budget.count_alias(node.weight(), self.pointer(), here)?;
            }
            self.anchors.insert(anchor, node.clone());
        }
        Ok(Part::Shared(node))
    }

    fn alias(&mut self, anchor: usize, here: (usize, usize)) -> Result<Rc<Node>, Fault> {
        let help = "write the value out in its place, or name it under `components`";
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            return Err(Fault::new(here, "this alias stands for a value that contains it", help));
        };
        let pointer = self.pointer();
        self.budget.count_alias(node.weight(), pointer, here)?;
        // An alias may stand inside of many collections, and what it stands for have many more.
        if self.open.len() + node.depth() > DEEPEST {
            let message = format!("what this stands for is more than {DEEPEST} levels deep");
            return Err(Fault::new(here, message, help));
        }
        Ok(node)
    }

    /// Puts a value that is complete into the collection around it.
    fn put(&mut self, part: Part, depth: usize, here: (usize, usize)) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else {
            self.root = part;
            return Ok(());
        };
        open.inner = open.inner.max(depth);
        match &mut open.content {
            Content::List(items) => {
                let value = part.into_place(|| Step::Item(items.len()), &mut open.shared);
                items.push(value);
            }
            Content::Map { members, key, merged } => {
                let Some(Key { name, at, is_merge }) = key.take() else {
                    return Err(no_text(here));
                };
                if is_merge {
                    let value = part.whole();
                    let is_list =
                        value.as_array().is_some_and(|all| all.iter().all(Value::is_object));
                    if !value.is_object() && !is_list {
                        let help = "let `<<` stand for an object, or an array of objects";
                        return Err(Fault::new(at, "this merge key stands for no object", help));
                    }
                    merged.push(value);
                    return Ok(());
                }
                if members.contains_key(&name) {
                    let message = format!("the property `{}` is there twice", name.escape_debug());
                    return Err(Fault::new(at, message, "take one out, or rename it"));
                }
                let value = part.into_place(|| Step::Name(name.clone()), &mut open.shared);
                members.insert(name, value);
            }
        }
        Ok(())
    }
}

fn no_text(here: (usize, usize)) -> Fault {
    Fault::new(here, "the name of a property is not a string", "write a string before the colon")
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
