//! JSON as a tree that keeps the order of properties, and duplicates.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`, a boolean, a number or a string.
    Scalar(Value),
    /// An array.
    List(Vec<Tree>),
    /// An object, whose properties may repeat.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text; `None` when it is not JSON.
    pub fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    /// The text.
    pub fn text(&self) -> String {
        match self {
            Self::Scalar(value) => value.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::text).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| {
                    format!("{}:{}", Value::String(name.clone()), value.text())
                };
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
            }
        }
    }

    /// The same tree with all properties sorted by name, so that trees become equal if they differ only in
    /// that order, which has no meaning in JSON.
    pub fn ordered(&self) -> Self {
        match self {
            Self::Scalar(value) => Self::Scalar(value.clone()),
            Self::List(items) => Self::List(items.iter().map(Self::ordered).collect()),
            Self::Object(members) => {
                let mut members: Vec<(String, Self)> =
                    members.iter().map(|(name, value)| (name.clone(), value.ordered())).collect();
                members.sort_by(|(a, _), (b, _)| a.cmp(b));
                Self::Object(members)
            }
        }
    }

    /// The part at a path.
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        match (self, path) {
            (_, []) => Some(self),
            (Self::Object(members), [Step::Member(name), rest @ ..]) => {
                members.iter().find(|(known, _)| known == name)?.1.at(rest)
            }
            (Self::List(items), [Step::Item(index), rest @ ..]) => items.get(*index)?.at(rest),
            _ => None,
        }
    }

    /// The same tree with another part at a path.
    pub fn with(&self, path: &[Step], change: &mut dyn FnMut(&Self) -> Self) -> Self {
        let Some((first, rest)) = path.split_first() else { return change(self) };
        match (self, first) {
            (Self::Object(members), Step::Member(name)) => {
                let members = members.iter().map(|(known, value)| {
                    let value =
                        if known == name { value.with(rest, change) } else { value.clone() };
                    (known.clone(), value)
                });
                Self::Object(members.collect())
            }
            (Self::List(items), Step::Item(index)) => {
                let items = items.iter().enumerate().map(|(at, item)| {
                    if at == *index { item.with(rest, change) } else { item.clone() }
                });
                Self::List(items.collect())
            }
            _ => self.clone(),
        }
    }

    /// The paths of all parts, the whole first.
    pub fn paths(&self) -> Vec<Vec<Step>> {
        let mut paths = vec![Vec::new()];
        let mut add = |step: Step, part: &Self| {
            paths.extend(part.paths().into_iter().map(|rest| {
                let mut path = vec![step.clone()];
                path.extend(rest);
                path
            }));
        };
        match self {
            Self::Scalar(_) => {}
            Self::List(items) => {
                items.iter().enumerate().for_each(|(index, item)| add(Step::Item(index), item));
            }
            Self::Object(members) => {
                members.iter().for_each(|(name, value)| add(Step::Member(name.clone()), value));
            }
        }
        paths
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a property.
    Member(String),
    /// To an item.
    Item(usize),
}

/// A path in the notation of errors.
pub fn written(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Member(name) if is_plain(name) => format!(".{name}"),
        Step::Member(name) => format!("[{}]", Value::String(name.clone())),
        Step::Item(index) => format!("[{index}]"),
    });
    steps.collect::<String>().trim_start_matches('.').to_owned()
}

/// Whether a name needs no quotes in a path.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TreeVisitor;

        impl<'de> Visitor<'de> for TreeVisitor {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Scalar(Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Scalar(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Scalar(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Scalar(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Tree::Scalar(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::Scalar(value.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Tree::Object(members))
            }
        }

        deserializer.deserialize_any(TreeVisitor)
    }
}
