//! The same thing in two descriptions.

use crate::openapi::document::operation::Operation;

/// What a rule looks at: something of the old description and what it is in the new one. At least one of the
/// two is there.
pub(crate) struct Pair<'a, T> {
    /// What it is, for people, such as `` `GET /users`, response 200 ``.
    pub(crate) subject: String,
    /// Its own name, such as that of a parameter.
    pub(crate) name: String,
    pub(crate) old: Option<&'a T>,
    pub(crate) new: Option<&'a T>,
    /// The JSON pointers of both: for one that is not there, that of what it would be in.
    pub(crate) pointers: (String, String),
}

/// An operation and its address.
pub(crate) struct PlacedOperation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation: &'a Operation,
}

impl PlacedOperation<'_> {
    /// Such as `GET /users`.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

impl<T> Pair<'_, T> {
    /// The new one, where there was none.
    pub(crate) fn added(&self) -> Option<&T> {
        self.new.filter(|_| self.old.is_none())
    }

    /// The old one, where it is gone.
    pub(crate) fn removed(&self) -> Option<&T> {
        self.old.filter(|_| self.new.is_none())
    }

    /// Both, where both are there.
    pub(crate) fn both(&self) -> Option<(&T, &T)> {
        self.old.zip(self.new)
    }

    /// The sentence that something became true of it.
    pub(crate) fn became(&self, what: &str, is: impl Fn(&T) -> bool) -> Option<String> {
        let (old, new) = self.both()?;
        (!is(old) && is(new)).then(|| format!("{} became {what}", self.subject))
    }

    /// The sentence that something which can be shown differs.
    pub(crate) fn differs(&self, what: &str, of: impl Fn(&T) -> String) -> Option<String> {
        let (old, new) = self.both()?;
        let (old, new) = (of(old), of(new));
        (old != new).then(|| format!("{what} of {} changed from {old} to {new}", self.subject))
    }

    /// The sentence that a text differs.
    pub(crate) fn rewritten(&self, what: &str, of: impl Fn(&T) -> &str) -> Option<String> {
        let (old, new) = self.both()?;
        (of(old) != of(new)).then(|| format!("the {what} of {} changed", self.subject))
    }
}
