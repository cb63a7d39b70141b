//! Merging a value into another, as Overlay 1.1 defines it.

use serde_json::Value;

use crate::openapi::origins::{Origin, Origins};
use crate::openapi::pointer::escape;

/// A value that cannot be merged into the existing one.
pub(crate) struct Conflict {
    /// The pointer in the document.
    pub(crate) at: String,
    /// The origin of the new value.
    pub(crate) origin: Origin,
    pub(crate) message: String,
}

/// A value to be merged.
pub(crate) struct New<'a> {
    pub(crate) value: &'a Value,
    pub(crate) origin: Origin,
    /// Whether each value in it has a location of its own in the overlay; a copied value has none.
    pub(crate) is_written: bool,
}

impl New<'_> {
    fn step<'a>(&self, value: &'a Value, step: &str) -> New<'a> {
        let mut origin = self.origin.clone();
        if self.is_written {
            origin.pointer = format!("{}/{step}", origin.pointer);
        }
        New { value, origin, is_written: self.is_written }
    }
}

/// Merges a value into the one at a pointer: properties into an object, items into an array, and a primitive
/// value instead of another. A `null` over an object or an array is a name without a value in YAML, and
/// changes nothing.
pub(crate) fn merge(
    target: &mut Value,
    at: &str,
    new: &New<'_>,
    origins: &mut Origins,
) -> Result<(), Conflict> {
    match (&mut *target, new.value) {
        (Value::Object(properties), Value::Object(added)) => {
            for (name, value) in added {
                let (inner, new) =
                    (format!("{at}/{}", escape(name)), new.step(value, &escape(name)));
                match properties.get_mut(name) {
                    Some(old) => merge(old, &inner, &new, origins)?,
                    None => {
                        properties.insert(name.clone(), value.clone());
                        origins.set(&inner, new.origin);
                    }
                }
            }
            Ok(())
        }
        (Value::Array(items), Value::Array(added)) => {
            for (index, value) in added.iter().enumerate() {
                append(items, at, &new.step(value, &index.to_string()), origins);
            }
            Ok(())
        }
        (Value::Object(_) | Value::Array(_), Value::Null) => Ok(()),
        (old, added) if old.is_null() || is_primitive(old) && is_primitive(added) => {
            *old = added.clone();
            origins.set(at, new.origin.clone());
            Ok(())
        }
        (old, added) => {
            let message =
                format!("{} cannot be merged into what is {}", type_of(added), type_of(old));
            Err(Conflict { at: at.to_owned(), origin: new.origin.clone(), message })
        }
    }
}

/// Appends an item to the array at a pointer.
pub(crate) fn append(items: &mut Vec<Value>, at: &str, new: &New<'_>, origins: &mut Origins) {
    origins.set(&format!("{at}/{}", items.len()), new.origin.clone());
    items.push(new.value.clone());
}

pub(crate) fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// The name of a value's type in messages.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
