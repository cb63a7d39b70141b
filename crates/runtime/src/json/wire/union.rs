//! Unions that a property or the first token decides, never by trying.

use std::borrow::Cow;

use super::choice::{Chosen, ReadVariant, choose};
use super::member::Member;
use super::object::undecoded;
use super::read::list;
use super::shape::Shape;
use super::spelling::respelled;
use crate::json::codec::Decode;
use crate::json::error::DecodeError;
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::value::map::JsonObject;

/// A union whose variants are distinguished by the value of one required property.
pub trait Tagged: Sized {
    /// The name of that property.
    const TAG: &'static str;

    /// Whether that property is not a string, so that [`Tagged::decode`] gets its value as JSON.
    const BY_VALUE: bool = false;

    /// Reads the variant that the tag names, from the start of the object.
    ///
    /// # Errors
    ///
    /// When a property of that variant does not fit. An unlisted tag is not an error.
    fn decode(tag: &str, reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Reads an object without the tag.
    ///
    /// # Errors
    ///
    /// Unless the description allows the tag to be missing.
    fn untagged(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let start = reader.at();
        // Duplicate properties are still reported first.
        undecoded(reader)?;
        Err(DecodeError::missing(Self::TAG).in_object(start))
    }
}

/// Reads a tagged union: looks ahead for the tag, goes back, and reads the variant.
///
/// # Errors
///
/// When the tag is missing or not a string, or a property of the chosen variant does not fit.
#[inline]
pub fn tagged<T: Tagged>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    match look_ahead(reader, const { &Member::of(T::TAG) }, T::BY_VALUE)? {
        Some(tag) => T::decode(&tag, reader),
        None => T::untagged(reader),
    }
}

/// The value of the tag in the next object.
fn look_ahead<'a>(
    reader: &mut Reader<'a>,
    tag: &Member,
    by_value: bool,
) -> Result<Option<Cow<'a, str>>, DecodeError> {
    reader.peek();
    let mark = reader.mark();
    reader.open(b'{', "an object")?;
    let mut found = None;
    if !reader.closes(b'}') {
        loop {
            let other = match tag.key().is_some_and(|key| reader.takes_key(key)) {
                true => None,
                false => Some(reader.property_name()?).filter(|name| name != tag.name),
            };
            let Some(name) = other else {
                let value = if by_value { of_value(reader) } else { reader.string("a string") };
                found = Some(value.map_err(|error| error.within(Step::property(tag.name)))?);
                break;
            };
            reader.skip().map_err(|error| error.within(Step::property(&name)))?;
            if !reader.goes_on(b'}')? {
                break;
            }
        }
    }
    reader.rewind(mark);
    Ok(found)
}

/// The next value as JSON, in the spelling of the description.
fn of_value<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>, DecodeError> {
    let json = reader.raw()?;
    Ok(respelled(json).map_or(Cow::Borrowed(json), Cow::Owned))
}

/// Keeps an object whose tag is not listed, undecoded.
///
/// # Errors
///
/// When a property is there twice.
pub fn unlisted(reader: &mut Reader<'_>) -> Result<JsonObject, DecodeError> {
    reader.unlisted();
    undecoded(reader)
}

/// Reads an object as the best of several variants with the same tag.
///
/// # Errors
///
/// When it does not fit any.
pub fn one_of<T: 'static>(
    reader: &mut Reader<'_>,
    shapes: &[Shape],
    read: ReadVariant<T>,
    unknown: fn(JsonObject) -> T,
) -> Result<T, DecodeError> {
    // No shape excludes the object, so if none fits, the error is that of the first.
    best(reader, shapes, read, unknown, |reader| read(0, reader))
}

/// Reads an object without its tag as the best of all variants, or keeps it if none fits.
///
/// # Errors
///
/// When only one variant is possible and the object does not fit it, and when a property occurs twice.
pub fn without_tag<T: 'static>(
    reader: &mut Reader<'_>,
    shapes: &[Shape],
    read: ReadVariant<T>,
    unknown: fn(JsonObject) -> T,
) -> Result<T, DecodeError> {
    best(reader, shapes, read, unknown, |reader| unlisted(reader).map(unknown))
}

/// The best variant of an object; `otherwise` reads it again if none fits.
fn best<T: 'static>(
    reader: &mut Reader<'_>,
    shapes: &[Shape],
    read: ReadVariant<T>,
    unknown: fn(JsonObject) -> T,
    otherwise: impl FnOnce(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let mark = reader.mark();
    match choose(shapes, reader, read)? {
        Chosen::Variant(value) => Ok(value),
        Chosen::Judged => Ok(unknown(JsonObject::new())),
        Chosen::Unknown => {
            reader.rewind(mark);
            otherwise(reader)
        }
    }
}

/// A union of an object and an array, distinguished by the first token.
pub trait ObjectOrList: Sized {
    /// The type of the object.
    type Object: Decode;

    /// The type of an item of the array.
    type Item: Decode;

    /// The variant that holds an object.
    fn object(object: Self::Object) -> Self;

    /// The variant that holds an array.
    fn list(items: Vec<Self::Item>) -> Self;
}

/// Reads a union of an object and an array.
///
/// # Errors
///
/// When the value is neither, or does not fit its type.
pub fn object_or_list<T: ObjectOrList>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    match reader.peek() {
        Some(b'{') => T::Object::decode(reader).map(T::object),
        Some(b'[') => list(reader).map(T::list),
        _ => Err(reader.unexpected("an object or a list")),
    }
}

/// Implements reading and writing for a generated union.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident by $how:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::wire::$how(reader)
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::wire::Writer) {
                match self {
                    $(Self::$variant(value) => $crate::Encode::encode(value, writer),)*
                }
            }
        }

        $crate::wire::impl_serde!($name);
    };
}

#[doc(hidden)]
pub use __union as impl_union;
