//! JSON objects whose members the description does not name, in the order they came.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Json;
use crate::wire::{Inside, Read, SHORT_TEXT, Seed, Segment, duplicate, grow, take, within};

/// A JSON object whose members have all one type, in the order they came
/// (OpenAPI's `additionalProperties`).
///
/// A look at one member goes through those before it; [`Map::iter`] goes through all.
#[derive(Clone, PartialEq)]
pub struct Map<T>(Vec<(Box<str>, T)>);

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

impl JsonObject {
    /// Sets a member to what a value is as JSON: in its place where it exists, at the end where it
    /// does not.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn set<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        self.insert(name, Json::from_value(value)?);
        Ok(())
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

impl<'de, T: Read> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapVisitor<T>(PhantomData<T>);

        impl<'de, T: Read> Visitor<'de> for MapVisitor<T> {
            type Value = Map<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Map<T>, A::Error> {
                let _inside = Inside::enter(0)?;
                let mut members = Collector::default();
                while let Some(name) = map.next_key::<Box<str>>()? {
                    let value = map
                        .next_value_seed(Seed::new())
                        .map_err(|e| within(Segment::Member(&name), e))?;
                    members.add(name, value)?;
                }
                Ok(members.finish())
            }
        }

        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

/// Gathers members and refuses a second one of the same name, in time linear in their number.
pub(crate) struct Collector<T = Json> {
    members: Map<T>,
    /// The names, once they are many.
    names: Option<HashSet<Box<str>>>,
}

impl<T> Default for Collector<T> {
    fn default() -> Self {
        Self { members: Map::new(), names: None }
    }
}

impl<T> Collector<T> {
    /// Up to this many members a look through the list is cheaper than a hash.
    const FEW: usize = 16;

    pub(crate) fn add<E: serde::de::Error>(&mut self, name: Box<str>, value: T) -> Result<(), E> {
        if self.members.len() == Self::FEW && self.names.is_none() {
            let names = self.members.0.iter().map(|(name, _)| name.clone());
            self.names = Some(names.collect());
        }
        let is_new = match &mut self.names {
            Some(names) => names.insert(name.clone()),
            None => self.members.get(&name).is_none(),
        };
        if !is_new {
            return Err(duplicate(&name));
        }
        let entries = &self.members.0;
        if entries.len() == entries.capacity() {
            grow(entries.capacity(), size_of::<(Box<str>, T)>())?;
        }
        let copies = if self.names.is_some() { 3 } else { 1 };
        take(copies * SHORT_TEXT)?;
        self.members.0.push((name, value));
        Ok(())
    }

    pub(crate) fn finish(self) -> Map<T> {
        self.members
    }
}
