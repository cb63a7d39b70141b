//! JSON objects whose members the description does not name, in the order they came.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::value::json::Json;

/// A JSON object whose members have all one type, in the order they came
/// (OpenAPI's `additionalProperties`).
///
/// A look at one member goes through those before it; [`Map::iter`] goes through all.
#[derive(Clone, PartialEq)]
pub struct Map<T>(pub(crate) Vec<(Box<str>, T)>);

/// A JSON object whose members nobody described, in the order they came.
///
/// As the field `extra` of a model it holds what the server sent beyond the description. A member
/// of it never hides one that the model has a value for: on the wire the model's own comes first,
/// and alone.
pub type JsonObject = Map<Json>;

impl<T> Map<T> {
    /// An object without members.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets a member: in its place where it exists, at the end where it does not. The old value is
    /// given back.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: T) -> Option<T> {
        let name = name.into();
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.0.iter().position(|(known, _)| &**known == name)?;
        Some(self.0.remove(at).1)
    }

    /// The members, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Of members with the same name the last one counts.
impl<N: Into<Box<str>>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        let mut map = Self::new();
        let mut places = std::collections::HashMap::<Box<str>, usize>::new();
        for (name, value) in members {
            let name = name.into();
            match places.get(&name) {
                Some(place) => map.0[*place].1 = value,
                None => {
                    places.insert(name.clone(), map.0.len());
                    map.0.push((name, value));
                }
            }
        }
        map
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (Box<str>, T);
    type IntoIter = std::vec::IntoIter<(Box<str>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
