//! An array that may be `null` in a response.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use serde::{Serialize, Serializer};

/// A required JSON array (OpenAPI's `array`). It dereferences to a [`Vec`].
///
/// Some servers, including many written in Go, send `null` for an empty array. It is read as an empty array,
/// and written as `null` again unless items are added.
///
/// ```
/// use guestlist_runtime::{Array, decode, encode};
///
/// let mut guests: Array<String> = decode(b"null")?;
/// assert!(guests.is_empty() && guests.is_null());
/// assert_eq!(encode(&guests)?, b"null");
/// guests.push("Ada".to_owned());
/// assert_eq!(encode(&guests)?, br#"["Ada"]"#);
/// for guest in &guests {
///     println!("{guest}");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Array<T>(Option<Vec<T>>);

/// The target to which `null` dereferences.
struct Nothing<'a, T>(PhantomData<&'a T>);

impl<'a, T> Nothing<'a, T> {
    const ITEMS: &'a Vec<T> = &Vec::new();
}

impl<T> Array<T> {
    /// Creates an empty array, which is written as `[]`.
    pub const fn new() -> Self {
        Self(Some(Vec::new()))
    }

    /// The array that came as `null`.
    pub(crate) const fn null() -> Self {
        Self(None)
    }

    /// Returns `true` if the array came as `null`, and so is written as `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// The items.
    pub fn into_vec(self) -> Vec<T> {
        self.0.unwrap_or_default()
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Array<T> {
    type Target = Vec<T>;

    #[inline]
    fn deref(&self) -> &Vec<T> {
        self.0.as_ref().unwrap_or(Nothing::ITEMS)
    }
}

/// Mutable access turns `null` into an array.
impl<T> DerefMut for Array<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Vec<T> {
        self.0.get_or_insert_with(Vec::new)
    }
}

impl<T> From<Vec<T>> for Array<T> {
    #[inline]
    fn from(items: Vec<T>) -> Self {
        Self(Some(items))
    }
}

impl<T, const N: usize> From<[T; N]> for Array<T> {
    fn from(items: [T; N]) -> Self {
        Self(Some(items.into()))
    }
}

impl<T: Clone> From<&[T]> for Array<T> {
    fn from(items: &[T]) -> Self {
        Self(Some(items.into()))
    }
}

impl<T> From<Array<T>> for Vec<T> {
    fn from(array: Array<T>) -> Self {
        array.into_vec()
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Some(items.into_iter().collect()))
    }
}

impl<T> Extend<T> for Array<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.deref_mut().extend(items);
    }
}

impl<T> IntoIterator for Array<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Array<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Array<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Compares the items; `null` equals an empty array.
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for Array<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == *other
    }
}

/// Compares the items; `null` equals an empty array.
impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for Array<T> {
    fn eq(&self, other: &Vec<U>) -> bool {
        **self == *other
    }
}

/// The items, or `null`.
impl<T: fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(items) => items.fmt(f),
            None => f.write_str("null"),
        }
    }
}

impl<T: Serialize> Serialize for Array<T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(items) => items.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}
