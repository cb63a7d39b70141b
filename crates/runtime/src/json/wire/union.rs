//! Unions that a member or the first token decides: once, at the first sign, never by trying.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use smallvec::SmallVec;

use super::captured::{Captured, TextSeed};
use super::choice::{Chosen, choose, surprise};
use super::form::Form;
use super::map::Collector;
use super::object::{Object, ObjectReader, any_value};
use super::read::{Read, list};
use super::spelling::respelled;
use crate::ground::bounds::{Again, Inside};
use crate::json::path::{Segment, missing, unplaced, within};
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// A union whose members are told apart by the text of one required member.
pub trait Tagged: Sized {
    /// The name of that member.
    const TAG: &'static str;

    /// Whether that member is not text, and [`Tagged::read`] gets its value as JSON.
    const BY_VALUE: bool = false;

    /// Reads the variant that the tag names.
    ///
    /// # Errors
    ///
    /// When a member of that variant does not fit. A tag that nobody listed is no error.
    fn read<'de, A: MapAccess<'de>>(tag: &str, members: Untagged<'de, A>)
    -> Result<Self, A::Error>;

    /// Reads members without a tag.
    ///
    /// # Errors
    ///
    /// Unless the description allows that the tag is missing.
    fn untagged<'de, A: MapAccess<'de>>(members: Untagged<'de, A>) -> Result<Self, A::Error> {
        // The first thing to say is still what is there twice.
        members.all()?;
        Err(missing(Self::TAG))
    }
}

/// The members that come before a tag. Few of them need no allocation.
type Before<'de> = SmallVec<[(Cow<'de, str>, Captured<'de>); 4]>;

/// The members of a tagged union whose tag has been read and whose variant is still to be chosen.
pub struct Untagged<'de, A> {
    before: Before<'de>,
    tag: Option<(&'static str, Cow<'de, str>)>,
    after: A,
}

impl<A> fmt::Debug for Untagged<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Untagged").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl<'de, A: MapAccess<'de>> Untagged<'de, A> {
    /// Reads them as a described object.
    ///
    /// # Errors
    ///
    /// When a member does not fit.
    pub fn object<T: Object>(self) -> Result<T, A::Error> {
        let mut reader = ObjectReader::<T>::new();
        for (name, value) in self.before {
            reader.captured(name, value)?;
        }
        if let Some((name, text)) = self.tag {
            reader.tag(name, &text)?;
        }
        reader.rest(self.after)
    }

    /// Keeps them all, in their order, undecoded.
    ///
    /// # Errors
    ///
    /// When a member is there twice.
    pub fn unknown(self) -> Result<JsonObject, A::Error> {
        surprise();
        self.all()
    }

    /// Reads them as another union.
    ///
    /// # Errors
    ///
    /// When they do not fit it.
    pub fn union<T: Read>(self) -> Result<T, A::Error> {
        let json = Json::from_flat(&self.all()?).map_err(A::Error::custom)?;
        let _again = Again::enter();
        T::read(json.raw()).map_err(unplaced)
    }

    /// Reads them as the best of several variants that have the tag in common.
    ///
    /// # Errors
    ///
    /// When they fit none.
    pub fn choice<T: 'static>(
        self,
        forms: &[Form],
        mut read: impl FnMut(usize, &RawValue) -> Result<T, serde_json::Error>,
        unknown: impl FnOnce(JsonObject) -> T,
    ) -> Result<T, A::Error> {
        let json = Json::from_flat(&self.all()?).map_err(A::Error::custom)?;
        let _again = Again::enter();
        // No form among them is excluded, so what fits none is an error of the first.
        match choose(forms, json.raw(), &mut read).map_err(unplaced)? {
            Chosen::Variant(value) => Ok(value),
            Chosen::Judged => Ok(unknown(JsonObject::new())),
            Chosen::Unknown => read(0, json.raw()).map_err(unplaced),
        }
    }

    /// Reads them as the best of all variants, whose tag is missing; keeps them where they fit none.
    ///
    /// # Errors
    ///
    /// When they can only be one variant, and do not fit it.
    pub fn untagged<T: 'static>(
        self,
        forms: &[Form],
        mut read: impl FnMut(usize, &RawValue) -> Result<T, serde_json::Error>,
        unknown: impl FnOnce(JsonObject) -> T,
    ) -> Result<T, A::Error> {
        let members = self.all()?;
        let json = Json::from_flat(&members).map_err(A::Error::custom)?;
        let _again = Again::enter();
        match choose(forms, json.raw(), &mut read).map_err(unplaced)? {
            Chosen::Variant(value) => Ok(value),
            Chosen::Judged => Ok(unknown(JsonObject::new())),
            Chosen::Unknown => {
                surprise();
                Ok(unknown(members))
            }
        }
    }

    fn all(mut self) -> Result<JsonObject, A::Error> {
        let mut members = Collector::default();
        for (name, value) in self.before {
            members.add(name.into(), value.into_json()?)?;
        }
        if let Some((name, text)) = self.tag {
            members.add(name.into(), Json::from_flat(&text).map_err(A::Error::custom)?)?;
        }
        while let Some(name) = self.after.next_key::<Box<str>>()? {
            let value = any_value(&mut self.after, &name)?;
            members.add(name, value)?;
        }
        Ok(members.finish())
    }
}

/// Reads a tagged union: straight from the parser when the tag comes first; what comes before
/// it is captured as text and read once the tag is known.
///
/// # Errors
///
/// When the tag is missing or not text, or a member of the chosen variant does not fit.
pub fn tagged<'de, T: Tagged, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    struct TaggedVisitor<T>(PhantomData<T>);

    impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let _inside = Inside::enter(size_of::<T>())?;
            let mut before = Before::new();
            while let Some(name) = map.next_key_seed(TextSeed)? {
                let here = |error| within(Segment::Member(&name), error);
                if T::BY_VALUE && name == T::TAG {
                    let value: Captured<'de> = map.next_value().map_err(here)?;
                    let json = value.as_str();
                    let tag = respelled(json).unwrap_or_else(|| json.to_owned());
                    before.push((name, value));
                    return T::read(&tag, Untagged { before, tag: None, after: map });
                }
                if name == T::TAG {
                    let text = map.next_value_seed(TextSeed).map_err(here)?;
                    let tag = text.clone();
                    return T::read(
                        &tag,
                        Untagged { before, tag: Some((T::TAG, text)), after: map },
                    );
                }
                let value: Captured<'de> = map.next_value().map_err(here)?;
                before.push((name, value));
            }
            T::untagged(Untagged { before, tag: None, after: map })
        }
    }

    value.deserialize_map(TaggedVisitor(PhantomData))
}

/// A union of an object and a list, told apart by the first token.
pub trait ObjectOrList: Sized {
    /// What the object is.
    type Object: Object;

    /// What an item of the list is.
    type Item: Read;

    /// The variant that holds an object.
    fn object(object: Self::Object) -> Self;

    /// The variant that holds a list.
    fn list(items: Vec<Self::Item>) -> Self;
}

/// Reads a union of an object and a list.
///
/// # Errors
///
/// When the value is neither, or does not fit the one that it is.
pub fn object_or_list<'de, T: ObjectOrList, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    struct EitherVisitor<T>(PhantomData<T>);

    impl<'de, T: ObjectOrList> Visitor<'de> for EitherVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            let _inside = Inside::enter(size_of::<T>())?;
            ObjectReader::new().rest(map).map(T::object)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
            let _inside = Inside::enter(0)?;
            list(items).map(T::list)
        }
    }

    value.deserialize_any(EitherVisitor(PhantomData))
}

/// How a generated union reads and writes itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident by $how:ident { $($variant:ident),* $(,)? }) => {
        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                $crate::wire::$how(value)
            }
        }

        impl $crate::wire::Read for $name {
            fn read<'de, D: $crate::wire::serde::Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                $crate::wire::$how(value)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(target),)*
                }
            }
        }
    };
}

#[doc(hidden)]
pub use __union as impl_union;
