//! JSON that the description does not describe: kept as the text that came.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::wire::{Segment, duplicate, within};

/// Any JSON value, kept as its text.
///
/// Two values are equal when their texts are: `1.0` is not `1`, and `{"a":1}` is not `{ "a": 1 }`.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The JSON text of a value.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, for instance a map whose keys are not text.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// The value as JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the value as a type of the caller's.
    ///
    /// # Errors
    ///
    /// When the JSON does not fit the type.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.0.get() == "null"
    }

    pub(crate) fn null() -> Self {
        Self(RawValue::NULL.to_owned())
    }

    pub(crate) fn raw(&self) -> &RawValue {
        &self.0
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }
}

/// A JSON object whose members nobody described, in the order they came.
///
/// As the field `extra` of a model it holds what the server sent beyond the description. A member
/// of it never hides one that the model has a value for: on the wire the model's own comes first,
/// and alone.
#[derive(Clone, Default, PartialEq)]
pub struct JsonObject(Vec<(Box<str>, Json)>);

impl JsonObject {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets a member: in its place where it exists, at the end where it does not.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn set<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        let value = Json::from_value(value)?;
        match self.0.iter_mut().find(|(known, _)| &**known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.into(), value)),
        }
        Ok(())
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let at = self.0.iter().position(|(known, _)| &**known == name)?;
        Some(self.0.remove(at).1)
    }

    /// The members, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
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

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = JsonObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject, A::Error> {
                let mut members = Collector::default();
                while let Some(name) = map.next_key::<Box<str>>()? {
                    let value = map.next_value().map_err(|e| within(Segment::Member(&name), e))?;
                    members.add(name, value)?;
                }
                Ok(members.finish())
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// Gathers members and refuses a second one of the same name, in time linear in their number.
#[derive(Default)]
pub(crate) struct Collector {
    members: JsonObject,
    names: HashSet<Box<str>>,
}

impl Collector {
    /// Up to this many members a look through the list is cheaper than a hash.
    const FEW: usize = 16;

    pub(crate) fn add<E: serde::de::Error>(
        &mut self,
        name: Box<str>,
        value: Json,
    ) -> Result<(), E> {
        if self.members.len() == Self::FEW && self.names.is_empty() {
            self.names = self.members.0.iter().map(|(name, _)| name.clone()).collect();
        }
        let is_new = if self.names.is_empty() {
            self.members.get(&name).is_none()
        } else {
            self.names.insert(name.clone())
        };
        if !is_new {
            return Err(duplicate(&name));
        }
        self.members.0.push((name, value));
        Ok(())
    }

    pub(crate) fn finish(self) -> JsonObject {
        self.members
    }
}
