//! Reading objects whose members have all one type.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::read::{Read, Seed};
use crate::ground::bounds::{Inside, SHORT_TEXT, grow, take};
use crate::json::path::{Segment, duplicate, within};
use crate::value::json::Json;
use crate::value::map::Map;

impl<T: Read> Read for Map<T> {
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Self::deserialize(value)
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
