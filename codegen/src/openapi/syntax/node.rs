//! A value that aliases of a YAML text stand for, while the text is read.
//!
//! What several places share is there once. A value knows which of its parts are shared, and has
//! `null` in their places until [`Part::whole`] puts them in. It never counts what that takes: the
//! budget has counted it before.

use std::rc::Rc;

use serde_json::Value;

/// A value, and those of its parts that are shared, or have a part that is.
pub(crate) struct Node {
    value: Value,
    shared: Vec<(Step, Rc<Node>)>,
    depth: usize,
    weight: usize,
}

/// The way from a collection to one of its parts.
#[derive(Clone)]
pub(crate) enum Step {
    Name(String),
    Item(usize),
}

impl Node {
    /// A node of a collection: how many levels it has, and what its parts count together.
    pub(crate) fn new(
        value: Value,
        shared: Vec<(Step, Rc<Node>)>,
        depth: usize,
        weight: usize,
    ) -> Self {
        Self { value, shared, depth, weight }
    }

    /// A node of a scalar.
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

/// A value that is put into a collection.
pub(crate) enum Part {
    /// One that nothing else stands for.
    Whole(Value),
    Shared(Rc<Node>),
}

impl Part {
    /// The value with all its parts; copied where something else still stands for it.
    pub(crate) fn whole(self) -> Value {
        let node = match self {
            Self::Whole(value) => return value,
            Self::Shared(node) => node,
        };
        let (mut value, shared) = match Rc::try_unwrap(node) {
            Ok(node) => (node.value, node.shared),
            Err(node) => (node.value.clone(), node.shared.clone()),
        };
        for (step, part) in shared {
            let place = match step {
                Step::Name(name) => value.get_mut(name),
                Step::Item(index) => value.get_mut(index),
            };
            if let Some(place) = place {
                *place = Self::Shared(part).whole();
            }
        }
        value
    }

    /// What stands in the collection until it is whole; a shared value is noted with its place.
    pub(crate) fn into_place(
        self,
        place: impl FnOnce() -> Step,
        shared: &mut Vec<(Step, Rc<Node>)>,
    ) -> Value {
        match self {
            Self::Whole(value) => value,
            Self::Shared(node) => {
                shared.push((place(), node));
                Value::Null
            }
        }
    }
}
