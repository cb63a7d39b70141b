//! JSON objects whose properties the description does not name, in their original order.

use std::collections::HashMap;
use std::fmt;
use std::iter::FusedIterator;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::value::json::Json;

/// A JSON object whose properties all have one type, in their original order (OpenAPI's
/// `additionalProperties`).
///
/// Looking up a property is a linear search; [`Map::iter`] visits all properties.
///
/// If it is required, some servers, including many written in Go, send `null` for an empty object. It is read
/// as an empty object, and written as `null` again unless properties are added.
///
/// ```
/// use guestlist_runtime::Map;
///
/// let mut seats: Map<u32> = [("Ada", 1), ("Bo", 2)].into_iter().collect();
/// seats.extend([("Cy", 3), ("Ada", 4)]);
/// assert!(seats.contains_key("Cy"));
/// assert_eq!(seats.keys().collect::<Vec<_>>(), ["Ada", "Bo", "Cy"]);
/// assert_eq!(seats.values().sum::<u32>(), 9);
/// for (guest, seat) in &seats {
///     println!("{guest} sits at {seat}");
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct Map<T>(Option<Vec<(Box<str>, T)>>);

/// A JSON object with undocumented properties, in their original order.
///
/// The field `extra` of a model holds the properties that the server sent beyond the description. They never
/// override a property of the model: if both have a value, only the model's own is written.
pub type JsonObject = Map<Json>;

impl<T> Map<T> {
    /// Creates an empty object.
    pub fn new() -> Self {
        Self(Some(Vec::new()))
    }

    /// The object that came as `null`.
    pub(crate) const fn null() -> Self {
        Self(None)
    }

    /// Returns `true` if the object came as `null`, and so is written as `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// The properties and their names.
    pub(crate) fn entries(&self) -> &[(Box<str>, T)] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Mutable access to the properties, which turns `null` into an object.
    pub(crate) fn entries_mut(&mut self) -> &mut Vec<(Box<str>, T)> {
        self.0.get_or_insert_with(Vec::new)
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns `true` if there is a property with this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets a property, in its place if it exists, otherwise at the end. Returns the old value.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: T) -> Option<T> {
        let name = name.into();
        let entries = self.entries_mut();
        match entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                entries.push((name, value));
                None
            }
        }
    }

    /// Removes a property and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let entries = self.0.as_mut()?;
        let at = entries.iter().position(|(known, _)| &**known == name)?;
        Some(entries.remove(at).1)
    }

    /// The properties, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.entries().iter())
    }

    /// The names of the properties, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.iter().map(|(name, _)| name)
    }

    /// The values of the properties, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.iter().map(|(_, value)| value)
    }

    /// The number of properties.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Returns `true` if there are no properties.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// If several properties have the same name, the last value is kept in the place of the first.
impl<N: Into<Box<str>>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        let mut map = Self::new();
        map.extend(members);
        map
    }
}

/// Sets each property as [`Map::insert`] does, in linear time.
impl<N: Into<Box<str>>, T> Extend<(N, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, members: I) {
        let entries = self.entries_mut();
        let known = entries.iter().enumerate().map(|(index, (name, _))| (name.clone(), index));
        let mut indices: HashMap<Box<str>, usize> = known.collect();
        for (name, value) in members {
            let name = name.into();
            match indices.get(&name) {
                Some(index) => entries[*index].1 = value,
                None => {
                    indices.insert(name.clone(), entries.len());
                    entries.push((name, value));
                }
            }
        }
    }
}

/// The properties of a [`Map`], in order, returned by [`Map::iter`].
#[derive(Debug)]
pub struct Iter<'a, T>(std::slice::Iter<'a, (Box<str>, T)>);

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a str, &'a T);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (&**name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(name, value)| (&**name, value))
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<T> FusedIterator for Iter<'_, T> {}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (Box<str>, T);
    type IntoIter = std::vec::IntoIter<(Box<str>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.unwrap_or_default().into_iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_null() {
            true => f.write_str("null"),
            false => f.debug_map().entries(self.iter()).finish(),
        }
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_null() {
            return serializer.serialize_none();
        }
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Map<u32> {
        [("b", 1), ("a", 2)].into_iter().collect()
    }

    #[test]
    fn what_extends_a_map_keeps_places_and_the_last_value() {
        let mut map = letters();
        map.extend([("c", 3), ("b", 4), ("c", 5)]);
        map.extend(Map::<u32>::new());
        let owned: Vec<(Box<str>, u32)> = map.clone().into_iter().collect();
        assert_eq!(owned, [("b".into(), 4), ("a".into(), 2), ("c".into(), 5)]);
        let mut other = Map::new();
        other.extend(&map);
        assert_eq!(other.values().copied().collect::<Vec<_>>(), [&4, &2, &5]);
    }

    #[test]
    fn members_are_seen_in_order_from_both_ends() {
        let map = letters();
        assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(map.values().rev().collect::<Vec<_>>(), [&2, &1]);
        assert_eq!((&map).into_iter().rev().collect::<Vec<_>>(), [("a", &2), ("b", &1)]);
        assert_eq!((map.iter().len(), map.keys().len(), map.iter().clone().count()), (2, 2, 2));
        assert!(map.contains_key("a") && !map.contains_key("A") && !map.contains_key(""));
        assert_eq!(Map::<u32>::new().keys().next(), None);
    }

    #[test]
    fn a_map_is_shown_and_written_as_an_object_or_null() {
        let null = Map::<u32>::null();
        assert_eq!(format!("{:?} {null:?}", letters()), r#"{"b": 1, "a": 2} null"#);
        let written = [letters(), Map::new(), null].map(|map| serde_json::to_string(&map).unwrap());
        assert_eq!(written, [r#"{"b":1,"a":2}"#, "{}", "null"]);
    }

    #[test]
    fn what_is_removed_is_given_back_and_gone() {
        let mut map = letters();
        assert_eq!((map.remove("b"), map.remove("b"), map.remove("c")), (Some(1), None, None));
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a".into(), 2)]);
    }

    #[test]
    fn null_is_an_object_until_something_is_put_into_it() {
        let null = Map::<u32>::null();
        assert!(null.is_null() && null.is_empty() && null.get("a").is_none());
        assert_eq!((null.iter().len(), null.clone().into_iter().len()), (0, 0));
        let (mut put, mut extended, mut kept) = (null.clone(), null.clone(), null);
        put.insert("a", 1);
        extended.extend([("a", 1)]);
        assert_eq!((kept.remove("a"), kept.is_null()), (None, true));
        assert!(!put.is_null() && put == extended);
    }
}
