//! Reading an object member by member, live from a parser or from captured parts.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};

use super::captured::Captured;
use super::choice::surprise;
use super::map::Collector;
use super::read::{Found, Read};
use super::seen::Seen;
use super::write::Members;
use crate::ground::bounds::Inside;
use crate::json::path::{Segment, duplicate, missing, unplaced, within};
use crate::value::json::Json;
use crate::value::map::{JsonObject, Map};

/// A model that is an object on the wire.
pub trait Object: Sized {
    /// The names of the described members on the wire, in the document's order.
    const MEMBERS: &'static [&'static str];

    /// The model while its members arrive.
    type Partial: Default;

    /// Reads the member with this index in [`Object::MEMBERS`].
    ///
    /// # Errors
    ///
    /// When the value does not fit the member.
    fn read<'de, D: Deserializer<'de>>(
        partial: &mut Self::Partial,
        member: usize,
        value: D,
    ) -> Result<Found, D::Error>;

    /// Makes the model once all members have arrived.
    ///
    /// # Errors
    ///
    /// When a required member is missing.
    fn finish<E: Error>(partial: Self::Partial, extra: JsonObject) -> Result<Self, E>;

    /// Takes a member that is not listed. Unless the model has a place for such members, it is
    /// given back, and kept as one of the [`Object::extra`] ones.
    ///
    /// # Errors
    ///
    /// When the value does not fit the type that such members have.
    fn additional<E: Error>(
        _: &mut Self::Partial,
        name: Box<str>,
        value: Json,
    ) -> Result<Option<(Box<str>, Json)>, E> {
        surprise();
        Ok(Some((name, value)))
    }

    /// Writes the described members that are there.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<M: SerializeMap>(&self, members: &mut Members<M>) -> Result<(), M::Error>;

    /// The members that the description does not name.
    fn extra(&self) -> &JsonObject;
}

/// A required member, or the error that it is missing.
///
/// # Errors
///
/// When it is missing.
pub fn present<T, E: Error>(member: Option<T>, name: &str) -> Result<T, E> {
    member.ok_or_else(|| missing(name))
}

/// For the arm of [`Object::read`] that no member reaches.
pub fn missing_index<E: Error>(member: usize) -> E {
    E::custom(format_args!("there is no member number {member}"))
}

/// Reads an object.
///
/// # Errors
///
/// When a member does not fit, is missing or is there twice.
pub fn object<'de, T: Object, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            let _inside = Inside::enter(size_of::<T>())?;
            ObjectReader::new().rest(map)
        }
    }

    value.deserialize_map(ObjectVisitor(PhantomData))
}

/// Reads the members of one object.
pub(super) struct ObjectReader<T: Object> {
    partial: T::Partial,
    seen: Seen,
    /// The member that most likely comes next: servers keep to an order.
    next: usize,
    extra: Collector,
}

impl<T: Object> ObjectReader<T> {
    pub(super) fn new() -> Self {
        Self {
            partial: T::Partial::default(),
            seen: Seen::default(),
            next: 0,
            extra: Collector::default(),
        }
    }

    /// Reads a member that was captured before it was known whose it is.
    pub(super) fn captured<E: Error>(
        &mut self,
        name: Cow<'_, str>,
        value: Captured<'_>,
    ) -> Result<(), E> {
        match index::<T>(&name, self.next) {
            Some(member) => self.known(member, &mut value.parser()).map_err(unplaced),
            None => self.unknown(name.into(), value.into_json()?),
        }
    }

    /// Reads the member by which it was decided what the object is.
    pub(super) fn tag<E: Error>(&mut self, name: &'static str, text: &str) -> Result<(), E> {
        let json = || Json::from_flat(text).map_err(E::custom);
        match index::<T>(name, self.next) {
            Some(member) => match self.known(member, StrDeserializer::<E>::new(text)) {
                // A member that is not told to be text: any JSON.
                Err(_) => {
                    self.seen.remove(member);
                    self.known(member, json()?.raw()).map_err(unplaced)
                }
                Ok(()) => Ok(()),
            },
            None => self.unknown(name.into(), json()?),
        }
    }

    fn unknown<E: Error>(&mut self, name: Box<str>, value: Json) -> Result<(), E> {
        match T::additional(&mut self.partial, name, value)? {
            Some((name, value)) => self.extra.add(name, value),
            None => Ok(()),
        }
    }

    /// Reads the members that are still to come, and finishes.
    pub(super) fn rest<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<T, A::Error> {
        while let Some(key) = map.next_key_seed(KeySeed::<T>(self.next, PhantomData))? {
            match key {
                Key::Known(member) => map.next_value_seed(KnownSeed(&mut self, member))?,
                Key::Unknown(name) => {
                    let value = any_value(&mut map, &name)?;
                    self.unknown(name, value)?;
                }
            }
        }
        T::finish(self.partial, self.extra.finish())
    }

    #[inline]
    fn known<'de, D: Deserializer<'de>>(
        &mut self,
        member: usize,
        value: D,
    ) -> Result<(), D::Error> {
        if !self.seen.insert(member) {
            return Err(duplicate(T::MEMBERS[member]));
        }
        self.next = member + 1;
        match T::read(&mut self.partial, member, value) {
            Ok(Found::Value) => Ok(()),
            other => without_place(T::MEMBERS[member], other, &mut self.extra),
        }
    }
}

// What depends on no model is compiled once.

/// What becomes of a member whose value has not found its place.
#[cold]
fn without_place<E: Error>(
    name: &'static str,
    found: Result<Found, E>,
    extra: &mut Collector,
) -> Result<(), E> {
    match found {
        Ok(Found::Value) => Ok(()),
        Ok(Found::Null) => extra.add(name.into(), Json::null()),
        Err(error) => Err(within(Segment::Member(name), error)),
    }
}

/// The value of a member that is not listed.
#[cold]
pub(super) fn any_value<'de, A: MapAccess<'de>>(map: &mut A, name: &str) -> Result<Json, A::Error> {
    map.next_value().map_err(|error| within(Segment::Member(name), error))
}

struct KnownSeed<'a, T: Object>(&'a mut ObjectReader<T>, usize);

impl<'de, T: Object> DeserializeSeed<'de> for KnownSeed<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        self.0.known(self.1, value)
    }
}

enum Key {
    Known(usize),
    Unknown(Box<str>),
}

struct KeySeed<T>(usize, PhantomData<T>);

impl<'de, T: Object> DeserializeSeed<'de> for KeySeed<T> {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Key, D::Error> {
        key.deserialize_str(self)
    }
}

impl<T: Object> Visitor<'_> for KeySeed<T> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(match index::<T>(name, self.0) {
            Some(member) => Key::Known(member),
            None => Key::Unknown(name.into()),
        })
    }
}

/// Which member has a name, beginning with the one that is expected next.
#[inline]
fn index<T: Object>(name: &str, next: usize) -> Option<usize> {
    let is_it = |member: &usize| T::MEMBERS[*member] == name;
    (next..T::MEMBERS.len()).find(is_it).or_else(|| (0..next).find(is_it))
}

/// Writes an object: the described members in the document's order, then the extra ones.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Object, S: Serializer>(object: &T, target: S) -> Result<S::Ok, S::Error> {
    let extra = object.extra();
    let written = (!extra.is_empty()).then(Seen::default);
    let mut members = Members::new(target.serialize_map(None)?, written);
    object.write(&mut members)?;
    for (name, value) in extra.iter() {
        let known = T::MEMBERS.iter().position(|member| *member == name);
        let written = members.written.as_ref();
        if !known.is_some_and(|member| written.is_some_and(|all| all.contains(member))) {
            members.map.serialize_entry(name, value)?;
        }
    }
    members.map.end()
}

/// How a generated object reads and writes itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident) => {
        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::object(value)
            }
        }

        impl $crate::wire::Read for $name {
            fn read<'de, D: $crate::wire::serde::Deserializer<'de>>(
                value: D,
            ) -> Result<Self, D::Error> {
                $crate::wire::object(value)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                target: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::wire::write(self, target)
            }
        }
    };
}

#[doc(hidden)]
pub use __object as impl_object;

/// Takes a member that is not listed, for a model that has a place for such members.
///
/// # Errors
///
/// When it does not fit their type, or is there twice.
pub fn additional<T: Read, E: Error>(
    members: &mut Additional<T>,
    name: Box<str>,
    value: Json,
) -> Result<Option<(Box<str>, Json)>, E> {
    let value = T::read(value.raw()).map_err(|e| within(Segment::Member(&name), unplaced(e)))?;
    members.0.add(name, value)?;
    Ok(None)
}

/// The members that are not listed, while they arrive.
pub struct Additional<T>(Collector<T>);

impl<T> fmt::Debug for Additional<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Additional").finish_non_exhaustive()
    }
}

impl<T> Default for Additional<T> {
    fn default() -> Self {
        Self(Collector::default())
    }
}

impl<T> Additional<T> {
    /// All of them.
    pub fn finish(self) -> Map<T> {
        self.0.finish()
    }
}
