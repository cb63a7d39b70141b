//! Objects, read property by property.

use std::borrow::Cow;

use super::map::Collector;
use super::member::Member;
use super::seen::Seen;
use super::write::Properties;
use crate::json::error::DecodeError;
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::json::writer::Writer;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// A model that is a JSON object.
pub trait Object: Sized {
    /// The described properties, in the document's order.
    const MEMBERS: &'static [Member];

    /// Writes the described properties that have values, in the order of [`Object::MEMBERS`].
    fn write(&self, properties: &mut Properties<'_>);

    /// The properties that the description does not name.
    fn extra(&self) -> &JsonObject;
}

/// An object that is built after its properties have been read: some are required, or differ from the fields.
pub trait Assembled: Object {
    /// The model while its properties are read.
    type Partial: Partial;

    /// Builds the model after all properties have been read.
    ///
    /// # Errors
    ///
    /// When a required property is missing.
    fn finish(partial: Self::Partial, extra: JsonObject) -> Result<Self, DecodeError>;
}

/// A model while its properties are read; the model itself if none is required.
pub trait Partial: Default {
    /// Reads the property with this index in [`Object::MEMBERS`].
    ///
    /// # Errors
    ///
    /// When the value does not fit the property.
    fn decode(&mut self, property: usize, reader: &mut Reader<'_>) -> Result<Found, DecodeError>;

    /// Reads an unlisted property, if the model has a place for it.
    ///
    /// # Errors
    ///
    /// When the value does not fit the type of such properties; the path starts at the object.
    fn additional(&mut self, _: &str, reader: &mut Reader<'_>) -> Result<Found, DecodeError> {
        reader.unlisted();
        Ok(Found::Unlisted)
    }
}

/// The result of reading a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A value that the model now contains.
    Value,

    /// A `null` that the model has no place for.
    Null,

    /// An unlisted property, which was not read.
    Unlisted,
}

/// The error for the first required property that is missing.
#[cold]
pub fn missing(properties: &[(&str, bool)]) -> DecodeError {
    let missing = properties.iter().find(|(_, is_there)| !is_there);
    DecodeError::missing(missing.map_or("", |(name, _)| name))
}

/// For the arm of [`Partial::decode`] that no property reaches.
///
/// # Errors
///
/// Always.
#[cold]
pub fn unreachable(reader: &mut Reader<'_>) -> Result<Found, DecodeError> {
    Err(reader.unexpected("a property that the description names"))
}

/// Reads an object.
///
/// # Errors
///
/// When a property does not fit, is missing or occurs twice.
#[inline]
pub fn object<T: Assembled>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    let mut partial = T::Partial::default();
    reader.peek();
    let start = reader.at();
    let extra = properties(reader, T::MEMBERS, &mut partial)?;
    T::finish(partial, extra).map_err(|error| error.in_object(start))
}

/// Reads the properties of an object into the model itself, and returns those that have no place.
///
/// # Errors
///
/// When a property does not fit or occurs twice.
#[inline]
pub fn object_in_place<T: Object + Partial>(
    model: &mut T,
    reader: &mut Reader<'_>,
) -> Result<JsonObject, DecodeError> {
    properties(reader, T::MEMBERS, model)
}

/// The operations that [`properties`] needs from a model.
trait Slots {
    fn decode(&mut self, property: usize, reader: &mut Reader<'_>) -> Result<Found, DecodeError>;
    fn additional(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<Found, DecodeError>;
}

impl<T: Partial> Slots for T {
    #[inline]
    fn decode(&mut self, property: usize, reader: &mut Reader<'_>) -> Result<Found, DecodeError> {
        Partial::decode(self, property, reader)
    }

    #[inline]
    fn additional(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<Found, DecodeError> {
        Partial::additional(self, name, reader)
    }
}

/// Reads all properties of an object, and returns those that have no place. It is compiled once, not for each
/// model.
fn properties(
    reader: &mut Reader<'_>,
    members: &'static [Member],
    slots: &mut dyn Slots,
) -> Result<JsonObject, DecodeError> {
    let mut extra = Collector::default();
    reader.open(b'{', "an object")?;
    if reader.closes(b'}') {
        return Ok(extra.finish());
    }
    let mut seen = Seen::default();
    // The property that most likely comes next, because servers keep an order.
    let mut next = 0;
    loop {
        match property(reader, members, next)? {
            Ok(property) => {
                if !seen.insert(property) {
                    reader.peek();
                    return Err(DecodeError::duplicate(reader.at(), members[property].name));
                }
                next = property + 1;
                match slots.decode(property, reader) {
                    Ok(Found::Value) => {}
                    Ok(_) => {
                        let at = reader.at();
                        extra.add(reader, at, members[property].name.into(), Json::null())?;
                    }
                    Err(error) => return Err(error.within(Step::property(members[property].name))),
                }
            }
            Err(name) => unlisted(reader, name, slots, &mut extra)?,
        }
        if !reader.goes_on(b'}')? {
            return Ok(extra.finish());
        }
    }
}

/// Reads a property that the description does not name.
fn unlisted(
    reader: &mut Reader<'_>,
    name: Cow<'_, str>,
    slots: &mut dyn Slots,
    extra: &mut Collector,
) -> Result<(), DecodeError> {
    reader.peek();
    let at = reader.at();
    if slots.additional(&name, reader)? != Found::Unlisted {
        return Ok(());
    }
    match kept(reader) {
        Ok(value) => extra.add(reader, at, name.into(), value),
        Err(error) => Err(error.within(Step::property(&name))),
    }
}

/// The next value, kept as its text.
pub(super) fn kept(reader: &mut Reader<'_>) -> Result<Json, DecodeError> {
    reader.take(crate::ground::bounds::SHORT_TEXT)?;
    reader.raw().map(Json::of_text)
}

/// All properties of an object, undecoded.
///
/// # Errors
///
/// When a property occurs twice.
pub(super) fn undecoded(reader: &mut Reader<'_>) -> Result<JsonObject, DecodeError> {
    struct Nothing;

    impl Slots for Nothing {
        fn decode(&mut self, _: usize, _: &mut Reader<'_>) -> Result<Found, DecodeError> {
            Ok(Found::Unlisted)
        }

        fn additional(&mut self, _: &str, _: &mut Reader<'_>) -> Result<Found, DecodeError> {
            Ok(Found::Unlisted)
        }
    }

    properties(reader, &[], &mut Nothing)
}

/// The number of properties that are compared with the text before a name is read.
const TRIED: usize = 4;

/// Reads the name of a property and the colon: its index, or the name if it is not listed.
#[inline]
fn property<'a>(
    reader: &mut Reader<'a>,
    members: &[Member],
    next: usize,
) -> Result<Result<usize, Cow<'a, str>>, DecodeError> {
    // Servers keep an order, and leave some properties out.
    for (at, member) in members.iter().enumerate().skip(next).take(TRIED) {
        if member.key().is_some_and(|key| reader.takes_key(key)) {
            return Ok(Ok(at));
        }
    }
    let name = reader.property_name()?;
    Ok(index(members, &name, next).ok_or(name))
}

/// The index of a name, searched from the property that is expected next.
fn index(members: &[Member], name: &str, next: usize) -> Option<usize> {
    let is_it = |property: &usize| members[*property].name == name;
    (next..members.len()).find(is_it).or_else(|| (0..next.min(members.len())).find(is_it))
}

/// Writes an object: the described properties in the document's order, then the extra ones.
pub fn write<T: Object>(object: &T, writer: &mut Writer) {
    if !writer.open(b'{') {
        return;
    }
    let mut properties = Properties::new(writer, T::MEMBERS, !object.extra().is_empty());
    object.write(&mut properties);
    properties.extra(object.extra());
    writer.close(b'}');
}

/// Implements reading and writing for a generated object.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident) => {
        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                $crate::wire::object(reader)
            }
        }

        $crate::wire::impl_object!($name written);
    };

    ($name:ident in place) => {
        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                let mut model = <Self as ::core::default::Default>::default();
                model.extra = $crate::wire::object_in_place(&mut model, reader)?;
                Ok(model)
            }

            #[inline]
            fn decode_into(
                slot: &mut Option<Self>,
                reader: &mut $crate::wire::Reader<'_>,
            ) -> Result<(), $crate::DecodeError> {
                let model = slot.insert(<Self as ::core::default::Default>::default());
                model.extra = $crate::wire::object_in_place(model, reader)?;
                Ok(())
            }

            #[inline]
            fn decode_item(
                list: &mut Vec<Self>,
                reader: &mut $crate::wire::Reader<'_>,
            ) -> Result<(), $crate::DecodeError> {
                list.push(<Self as ::core::default::Default>::default());
                if let Some(model) = list.last_mut() {
                    model.extra = $crate::wire::object_in_place(model, reader)?;
                }
                Ok(())
            }
        }

        $crate::wire::impl_object!($name written);
    };

    ($name:ident written) => {
        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::wire::Writer) {
                $crate::wire::write(self, writer);
            }
        }

        $crate::wire::impl_serde!($name);
    };
}

#[doc(hidden)]
pub use __object as impl_object;
