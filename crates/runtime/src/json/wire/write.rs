//! Writing the members of an object.

use std::fmt;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::seen::Seen;
use crate::value::field::Field;
use crate::value::map::Map;

/// An object that is being written. Members are written in the order of `Object::MEMBERS`, each
/// by one call.
pub struct Members<M> {
    pub(super) map: M,
    next: usize,
    /// Which members there were, where something asks for it.
    pub(super) written: Option<Seen>,
}

impl<M> fmt::Debug for Members<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Members").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<M: SerializeMap> Members<M> {
    pub(super) fn new(map: M, written: Option<Seen>) -> Self {
        Self { map, next: 0, written }
    }

    /// A member that is always there; `None` is written as `null`.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    #[inline]
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        if let Some(written) = &mut self.written {
            written.insert(self.next);
        }
        self.next += 1;
        self.map.serialize_entry(name, value)
    }

    /// A member that is left out when it is `None`.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    #[inline]
    pub fn optional<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => self.required(name, value),
            None => self.skip(),
        }
    }

    /// A member that is left out when it is absent, and `null` when it is that.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    #[inline]
    pub fn field<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Field<T>,
    ) -> Result<(), M::Error> {
        match value {
            Field::Absent => self.skip(),
            value => self.required(name, value),
        }
    }

    /// The members that are not listed. One that has the name of a listed member is left out.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn additional<T: Serialize>(
        &mut self,
        listed: &[&str],
        members: &Map<T>,
    ) -> Result<(), M::Error> {
        let members = members.iter().filter(|(name, _)| !listed.contains(name));
        for (name, value) in members {
            self.map.serialize_entry(name, value)?;
        }
        Ok(())
    }

    #[inline]
    fn skip(&mut self) -> Result<(), M::Error> {
        self.next += 1;
        Ok(())
    }
}
