//! Writing the members of an object.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::object::{Object, Seen};
use crate::Field;

/// Writes an object: the described members in the document's order, then the extra ones.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Object, S: Serializer>(object: &T, target: S) -> Result<S::Ok, S::Error> {
    let mut members =
        Members { map: target.serialize_map(None)?, next: 0, written: Seen::default() };
    object.write(&mut members)?;
    for (name, value) in object.extra().iter() {
        let known = T::MEMBERS.iter().position(|member| *member == name);
        if !known.is_some_and(|member| members.written.contains(member)) {
            members.map.serialize_entry(name, value)?;
        }
    }
    members.map.end()
}

/// An object that is being written. Members are written in the order of [`Object::MEMBERS`], each
/// by one call.
pub struct Members<M> {
    map: M,
    next: usize,
    written: Seen,
}

impl<M: SerializeMap> Members<M> {
    /// A member that is always there; `None` is written as `null`.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.written.insert(self.next);
        self.next += 1;
        self.map.serialize_entry(name, value)
    }

    /// A member that is left out when it is `None`.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
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

    fn skip(&mut self) -> Result<(), M::Error> {
        self.next += 1;
        Ok(())
    }
}
