//! The properties of an object, and the types of objects that the specification has.
//!
//! Only this room looks a property up by its name: a type for each object of the specification has a
//! method for each property that is asked for.

use std::borrow::Cow;
use std::ops::Deref;

use serde_json::{Map, Value};

use crate::openapi::grammar::ObjectType;
use crate::openapi::pointer::escape;
use crate::openapi::syntax::budget;

/// The properties of a value: none where it is not an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Properties<'a>(&'a Value);

impl<'a> Properties<'a> {
    pub(in crate::openapi) fn of(value: &'a Value) -> Self {
        Self(value)
    }

    pub(in crate::openapi) fn get(self, name: &str) -> Option<&'a Value> {
        self.0.get(name)
    }

    pub(in crate::openapi) fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(in crate::openapi) fn string(self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_str()
    }

    pub(in crate::openapi) fn boolean(self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(in crate::openapi) fn array(self, name: &str) -> Option<&'a [Value]> {
        self.get(name)?.as_array().map(Vec::as_slice)
    }

    /// The strings of an array.
    pub(in crate::openapi) fn strings(self, name: &str) -> impl Iterator<Item = &'a str> {
        self.array(name).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(in crate::openapi) fn object(self, name: &str) -> Option<&'a Map<String, Value>> {
        self.get(name)?.as_object()
    }

    /// The entries of an object that is a map.
    pub(in crate::openapi) fn entries(
        self,
        name: &str,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.object(name).into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }

    /// All properties, in the document's order.
    pub(in crate::openapi) fn all(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.as_object().into_iter().flatten()
    }

    /// The names of the properties, in the document's order.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.all().map(|(name, _)| name.as_str())
    }

    pub(in crate::openapi) fn value(self) -> &'a Value {
        self.0
    }

    /// Whether it is an object.
    pub(in crate::openapi) fn is_object(self) -> bool {
        self.0.is_object()
    }

    /// What it counts with all its values, as [`budget::weight`] counts them.
    pub(crate) fn weight(self) -> usize {
        budget::weight(self.0)
    }
}

/// An object of one type of the specification.
pub(crate) trait Typed<'a>: Copy {
    const TYPE: ObjectType;

    fn of(properties: Properties<'a>) -> Self;

    fn all_properties(self) -> Properties<'a>;

    /// Whether it is a reference to an object of this type.
    fn is_reference(self) -> bool {
        self.all_properties().has("$ref")
    }
}

/// The object that a value is.
pub(in crate::openapi) fn read<'a, T: Typed<'a>>(value: &'a Value) -> T {
    T::of(Properties::of(value))
}

/// Declares a view of an object: its name, and the object's type.
macro_rules! view {
    ($(#[$about:meta])* $name:ident of $ty:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name<'a>($crate::openapi::view::properties::Properties<'a>);

        impl<'a> $crate::openapi::view::properties::Typed<'a> for $name<'a> {
            const TYPE: $crate::openapi::grammar::ObjectType =
                $crate::openapi::grammar::ObjectType::$ty;

            fn of(properties: $crate::openapi::view::properties::Properties<'a>) -> Self {
                Self(properties)
            }

            fn all_properties(self) -> $crate::openapi::view::properties::Properties<'a> {
                self.0
            }
        }
    };
}

pub(in crate::openapi) use view;

/// An object and its JSON pointer.
#[derive(Clone, Debug)]
pub(crate) struct Located<'v, T> {
    pub(crate) pointer: Cow<'v, str>,
    pub(crate) object: T,
}

impl<T> Located<'_, T> {
    /// The pointer of one of its properties.
    pub(crate) fn at(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, escape(name))
    }

    /// The pointer of an entry of one of its properties, which is a map.
    pub(crate) fn at_entry(&self, name: &str, entry: &str) -> String {
        format!("{}/{}/{}", self.pointer, escape(name), escape(entry))
    }

    /// The pointer of an item of one of its properties, which is an array.
    pub(crate) fn at_item(&self, name: &str, index: usize) -> String {
        format!("{}/{}/{index}", self.pointer, escape(name))
    }
}

impl<T> Deref for Located<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.object
    }
}
