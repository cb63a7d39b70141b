//! Reading the objects of a document from JSON, and writing them.
//!
//! A value of a document becomes an object of the specification, with its pointer. Reading never fails: a
//! value with the wrong type counts as absent, and a check reports it.

use indexmap::IndexMap;
use serde_json::{Map, Number, Value};

use crate::openapi::document::reading::Reading;

/// A type that is read from a JSON value and written as one.
pub(crate) trait Json: Sized {
    /// The value; none if the JSON has another type.
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self>;

    fn write(&self) -> Value;
}

/// The value of a property, which may be absent.
pub(crate) trait Property: Sized {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self;

    /// The JSON; none if the property is absent.
    fn write_property(&self) -> Option<Value>;
}

/// Declares the properties of an object as fields, each with its name in the document.
macro_rules! properties {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $ty:ty = $key:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            /// The pointer from which it was read.
            pub(crate) pointer: $crate::openapi::pointer::Pointer,
            $($(#[$doc])* pub(crate) $field: $ty,)*
        }

        impl $name {
            pub(in $crate::openapi::document) fn of(
                properties: &serde_json::Map<String, serde_json::Value>,
                at: &$crate::openapi::document::reading::Reading<'_>,
            ) -> Self {
                use $crate::openapi::document::json::Property;
                Self {
                    pointer: at.pointer(),
                    $($field: Property::read_property(properties.get($key), &at.property($key)),)*
                }
            }

            pub(in $crate::openapi::document) fn to_object(&self) -> serde_json::Value {
                use $crate::openapi::document::json::Property;
                let mut properties = serde_json::Map::new();
                $(
                    if let Some(value) = self.$field.write_property() {
                        properties.insert($key.to_owned(), value);
                    }
                )*
                serde_json::Value::Object(properties)
            }
        }
    };
}

/// Declares an object that is read property by property.
macro_rules! object {
    ($(#[$about:meta])* $name:ident { $($properties:tt)* }) => {
        $crate::openapi::document::json::properties! { $(#[$about])* $name { $($properties)* } }

        impl $crate::openapi::document::json::Json for $name {
            fn read(
                json: &serde_json::Value,
                at: &$crate::openapi::document::reading::Reading<'_>,
            ) -> Option<Self> {
                json.as_object().map(|properties| Self::of(properties, at))
            }

            fn write(&self) -> serde_json::Value {
                self.to_object()
            }
        }
    };
}

pub(crate) use {object, properties};

impl Json for Value {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        Some(json.clone())
    }

    fn write(&self) -> Value {
        self.clone()
    }
}

impl Json for String {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }

    fn write(&self) -> Value {
        self.as_str().into()
    }
}

impl Json for bool {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        json.as_bool()
    }

    fn write(&self) -> Value {
        (*self).into()
    }
}

impl Json for u64 {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        json.as_u64()
    }

    fn write(&self) -> Value {
        (*self).into()
    }
}

impl Json for Number {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        json.as_number().cloned()
    }

    fn write(&self) -> Value {
        Value::Number(self.clone())
    }
}

impl<T: Json> Json for Box<T> {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        T::read(json, at).map(Box::new)
    }

    fn write(&self) -> Value {
        T::write(self)
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        let items = json.as_array()?.iter().enumerate();
        Some(items.filter_map(|(index, item)| T::read(item, &at.item(index))).collect())
    }

    fn write(&self) -> Value {
        self.iter().map(T::write).collect()
    }
}

impl<T: Json> Json for IndexMap<String, T> {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        let entries = json.as_object()?.iter();
        let read = |(name, value): (&String, &Value)| {
            Some((name.clone(), T::read(value, &at.property(name))?))
        };
        Some(entries.filter_map(read).collect())
    }

    fn write(&self) -> Value {
        Value::Object(self.iter().map(|(name, value)| (name.clone(), value.write())).collect())
    }
}

impl<T: Json> Property for Option<T> {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        json.and_then(|json| T::read(json, at))
    }

    fn write_property(&self) -> Option<Value> {
        self.as_ref().map(T::write)
    }
}

/// An empty array counts as absent.
impl<T: Json> Property for Vec<T> {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        json.and_then(|json| Self::read(json, at)).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.write())
    }
}

/// An empty map counts as absent.
impl<T: Json> Property for IndexMap<String, T> {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        json.and_then(|json| Self::read(json, at)).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.write())
    }
}

/// Prose and names: trimmed, and absent if they are empty.
impl Property for String {
    fn read_property(json: Option<&Value>, _: &Reading<'_>) -> Self {
        json.and_then(Value::as_str).unwrap_or_default().trim().to_owned()
    }

    fn write_property(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.write())
    }
}

/// `false` counts as absent.
impl Property for bool {
    fn read_property(json: Option<&Value>, _: &Reading<'_>) -> Self {
        json.and_then(Value::as_bool).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        self.then_some(Value::Bool(true))
    }
}

/// The JSON of an object, which counts as absent if all its properties are absent.
pub(crate) fn write_object<T: Json>(object: &T) -> Option<Value> {
    let value = object.write();
    (!value.as_object().is_none_or(Map::is_empty)).then_some(value)
}
