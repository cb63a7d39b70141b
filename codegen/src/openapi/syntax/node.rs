//! The values of YAML anchors, while a text is being read.
//!
//! A value that several aliases stand for is kept once. A value knows which of its inner values are shared,
//! and has `null` instead of them until [`Item::whole`] inserts them. It never counts the memory for this:
//! the budget has already counted it.

use std::rc::Rc;

use serde_json::Value;

/// A value, and its inner values that are shared or contain a shared one.
pub(crate) struct Node {
    value: Value,
    shared: Vec<(Step, Rc<Node>)>,
    depth: usize,
    weight: usize,
}

/// The step from a collection to one of its values.
#[derive(Clone)]
pub(crate) enum Step {
    Name(String),
    Index(usize),
}

impl Node {
    /// A collection, with the number of its levels and its weight.
    pub(crate) fn new(
        value: Value,
        shared: Vec<(Step, Rc<Node>)>,
        depth: usize,
        weight: usize,
    ) -> Self {
        Self { value, shared, depth, weight }
    }

    /// A scalar, with its weight.
    pub(crate) fn leaf(value: Value, weight: usize) -> Self {
        Self::new(value, Vec::new(), 0, weight)
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    pub(crate) fn weight(&self) -> usize {
        self.weight
    }
}

/// A value to be added to a collection.
pub(crate) enum Item {
    /// A value that is not shared.
    Whole(Value),
    Shared(Rc<Node>),
}

impl Item {
    /// The value with all inner values; copied if an anchor still keeps it.
    pub(crate) fn whole(self) -> Value {
        let node = match self {
            Self::Whole(value) => return value,
            Self::Shared(node) => node,
        };
        let (mut value, shared) = match Rc::try_unwrap(node) {
            Ok(node) => (node.value, node.shared),
            Err(node) => (node.value.clone(), node.shared.clone()),
        };
        for (step, item) in shared {
            let slot = match step {
                Step::Name(name) => value.get_mut(name),
                Step::Index(index) => value.get_mut(index),
            };
            if let Some(slot) = slot {
                *slot = Self::Shared(item).whole();
            }
        }
        value
    }

    /// The value in the collection until it is whole; a shared value is noted with its step.
    pub(crate) fn into_slot(
        self,
        step: impl FnOnce() -> Step,
        shared: &mut Vec<(Step, Rc<Node>)>,
    ) -> Value {
        match self {
            Self::Whole(value) => value,
            Self::Shared(node) => {
                shared.push((step(), node));
                Value::Null
            }
        }
    }
}
