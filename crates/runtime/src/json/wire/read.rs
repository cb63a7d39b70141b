//! Reading one member.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::choice::{is_tried, mismatch};
use crate::ground::bounds::{Inside, SHORT_TEXT, grow, take};
use crate::json::path::{Segment, within};
use crate::value::date::Date;
use crate::value::field::Field;
use crate::value::json::Json;
use crate::value::linked::Linked;
use crate::value::number::Number;
use crate::value::timestamp::Timestamp;
use crate::value::uuid::Uuid;

/// A type that a member of a model can have. Like `Deserialize`, with places in lists named.
pub trait Read: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit; the text begins with the path from here.
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error>;
}

/// What a member was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// What the model holds now.
    Value,

    /// A `null` that the model has no place for.
    Null,
}

macro_rules! read_as_serde_does {
    ($($type:ty),*) => {$(
        impl Read for $type {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                Self::deserialize(value)
            }
        }
    )*};
}

read_as_serde_does!(bool, i8, i16, i32, i64, u8, u16, u32, u64);
read_as_serde_does!(String, Json, Number, Uuid);

// A text of another format is kept, but the variants of a union are told apart by it.

impl Read for Timestamp {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let time = Self::deserialize(value)?;
        if is_tried() && !time.is_time() {
            mismatch();
        }
        Ok(time)
    }
}

impl Read for Date {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let date = Self::deserialize(value)?;
        if is_tried() && date.day().is_err() {
            mismatch();
        }
        Ok(date)
    }
}

impl<T: Read> Read for Box<T> {
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        take(size_of::<T>() + SHORT_TEXT)?;
        T::read(value).map(Self::new)
    }
}

impl<T: Read + Send + Sync + 'static> Read for Linked<T> {
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        take(size_of::<T>() + SHORT_TEXT)?;
        T::read(value).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_seq(ListVisitor(PhantomData))
    }
}

impl<T: Read> Read for Option<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_option(OptionVisitor(PhantomData))
    }
}

/// A required member.
///
/// # Errors
///
/// When the value does not fit.
#[inline]
pub fn required<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    value: D,
) -> Result<Found, D::Error> {
    *slot = Some(T::read(value)?);
    Ok(Found::Value)
}

/// A required member that may be `null`.
///
/// # Errors
///
/// When the value does not fit.
#[inline]
pub fn nullable<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<Option<T>>,
    value: D,
) -> Result<Found, D::Error> {
    *slot = Some(Option::<T>::read(value)?);
    Ok(Found::Value)
}

/// An optional member. The description allows no `null`; where it comes all the same, it is
/// remembered, so that it goes out again.
///
/// # Errors
///
/// When the value does not fit.
#[inline]
pub fn optional<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    value: D,
) -> Result<Found, D::Error> {
    *slot = Option::<T>::read(value)?;
    Ok(if slot.is_some() { Found::Value } else { Found::Null })
}

/// An optional member that may be `null`.
///
/// # Errors
///
/// When the value does not fit.
#[inline]
pub fn field<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Field<T>,
    value: D,
) -> Result<Found, D::Error> {
    *slot = Field::from(Option::<T>::read(value)?);
    Ok(Found::Value)
}

/// The member whose one value makes the object a member of its union.
///
/// # Errors
///
/// When the value is another.
pub fn tag<'de, D: Deserializer<'de>>(
    slot: &mut Option<()>,
    expected: &'static str,
    value: D,
) -> Result<Found, D::Error> {
    struct TagVisitor(&'static str);

    impl Visitor<'_> for TagVisitor {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{:?}", self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
            if text == self.0 {
                Ok(())
            } else {
                Err(E::invalid_value(Unexpected::Str(text), &self))
            }
        }
    }

    *slot = Some(value.deserialize_str(TagVisitor(expected))?);
    Ok(Found::Value)
}

/// The items of a list that is being read.
///
/// # Errors
///
/// When an item does not fit.
pub fn list<'de, T: Read, A: SeqAccess<'de>>(mut items: A) -> Result<Vec<T>, A::Error> {
    let here = |index: usize| move |error| within(Segment::Item(index), error);
    let mut list = Vec::new();
    loop {
        match items.next_element_seed(Seed::new()) {
            Ok(Some(item)) => {
                if list.len() == list.capacity() {
                    grow(list.capacity(), size_of::<T>()).map_err(here(list.len()))?;
                }
                list.push(item);
            }
            Ok(None) => return Ok(list),
            Err(error) => return Err(here(list.len())(error)),
        }
    }
}

/// Reads a [`Read`] where serde asks for a seed.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Read> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<T, D::Error> {
        T::read(value)
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Vec<T>, A::Error> {
        let _inside = Inside::enter(0)?;
        list(items)
    }
}

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Option<T>, D::Error> {
        T::read(value).map(Some)
    }
}
