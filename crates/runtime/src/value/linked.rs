//! Boxes for models in long chains of links.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A boxed model in a long chain of links: an object whose items have items, and so on, more than a dozen
/// times. It dereferences to the model.
///
/// To find out whether a type is `Send` and how it is dropped, the compiler walks through all types in it,
/// and gives up after 128 steps. It does not look into this box.
///
/// ```
/// use guestlist_runtime::Linked;
///
/// let mut guest: Linked<String> = "Ada".to_owned().into();
/// guest.push_str(" L.");
/// assert_eq!(guest.len(), 6);
/// assert_eq!(guest.into_inner(), "Ada L.");
/// ```
pub struct Linked<T>(Box<dyn Holds<T>>);

/// The owner of a value; the compiler sees no more than this trait.
trait Holds<T>: Send + Sync {
    fn value(&self) -> &T;

    fn value_mut(&mut self) -> &mut T;

    fn into_value(self: Box<Self>) -> T;
}

impl<T: Send + Sync> Holds<T> for T {
    fn value(&self) -> &T {
        self
    }

    fn value_mut(&mut self) -> &mut T {
        self
    }

    fn into_value(self: Box<Self>) -> T {
        *self
    }
}

impl<T: Send + Sync + 'static> Linked<T> {
    /// Boxes a model.
    pub fn new(value: T) -> Self {
        Self(Box::new(value))
    }
}

impl<T> Linked<T> {
    /// The model.
    pub fn into_inner(self) -> T {
        self.0.into_value()
    }
}

impl<T: Send + Sync + 'static> From<T> for Linked<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Deref for Linked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).value()
    }
}

impl<T> DerefMut for Linked<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).value_mut()
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Linked<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: PartialEq> PartialEq for Linked<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Linked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: Serialize> Serialize for Linked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, serializer)
    }
}

impl<'de, T: Deserialize<'de> + Send + Sync + 'static> Deserialize<'de> for Linked<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        T::deserialize(value).map(Self::new)
    }
}
