//! The same thing in two descriptions.

use crate::openapi::document::operation::Operation;

/// The input of a rule: an object of the old description and the same object in the new one. At least one of
/// the two exists.
pub(crate) struct Pair<'a, T> {
    /// Its name for people, such as `` `GET /users`, response 200 ``.
    pub(crate) subject: String,
    /// Its own name, such as that of a parameter.
    pub(crate) name: String,
    pub(crate) old: Option<&'a T>,
    pub(crate) new: Option<&'a T>,
    /// The JSON pointers of both: for one that is missing, the pointer of the object that would contain it.
    pub(crate) pointers: (String, String),
}

/// An operation and its address.
pub(crate) struct PlacedOperation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation: &'a Operation,
}

impl PlacedOperation<'_> {
    /// The title, such as `GET /users`.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

impl<T> Pair<'_, T> {
    /// The object that was added; none if the old document has one.
    pub(crate) fn added(&self) -> Option<&T> {
        self.new.filter(|_| self.old.is_none())
    }

    /// The object that was removed; none if the new document has one.
    pub(crate) fn removed(&self) -> Option<&T> {
        self.old.filter(|_| self.new.is_none())
    }

    /// The old and the new object, if both exist.
    pub(crate) fn both(&self) -> Option<(&T, &T)> {
        self.old.zip(self.new)
    }

    /// The sentence for a condition that became true.
    pub(crate) fn became(&self, what: &str, is: impl Fn(&T) -> bool) -> Option<String> {
        let (old, new) = self.both()?;
        (!is(old) && is(new)).then(|| format!("{} became {what}", self.subject))
    }

    /// The sentence for a printable value that differs.
    pub(crate) fn differs(&self, what: &str, of: impl Fn(&T) -> String) -> Option<String> {
        let (old, new) = self.both()?;
        let (old, new) = (of(old), of(new));
        (old != new).then(|| format!("{what} of {} changed from {old} to {new}", self.subject))
    }

    /// The sentence for a text that differs.
    pub(crate) fn rewritten(&self, what: &str, of: impl Fn(&T) -> &str) -> Option<String> {
        let (old, new) = self.both()?;
        (of(old) != of(new)).then(|| format!("the {what} of {} changed", self.subject))
    }
}
