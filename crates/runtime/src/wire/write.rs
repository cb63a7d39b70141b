//! Writing the members of an object.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::object::{Object, Seen};
use crate::{Field, Map};

/// Writes an object: the described members in the document's order, then the extra ones.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Object, S: Serializer>(object: &T, target: S) -> Result<S::Ok, S::Error> {
    let extra = object.extra();
    let written = (!extra.is_empty()).then(Seen::default);
    let mut members = Members { map: target.serialize_map(None)?, next: 0, written };
    object.write(&mut members)?;
    for (name, value) in extra.iter() {
        let known = T::MEMBERS.iter().position(|member| *member == name);
        let written = members.written.as_ref();
        if !known.is_some_and(|member| written.is_some_and(|all| all.contains(member))) {
            members.map.serialize_entry(name, value)?;
        }
    }
    members.map.end()
}

/// Writes a JSON text as it is.
///
/// # Errors
///
/// Those of the serializer, and when the text is no JSON.
pub fn write_json<S: Serializer>(json: &str, target: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(json).map_err(serde::ser::Error::custom)?;
    raw.serialize(target)
}

/// An object that is being written. Members are written in the order of [`Object::MEMBERS`], each
/// by one call.
pub struct Members<M> {
    map: M,
    next: usize,
    /// Which members there were, where something asks for it.
    written: Option<Seen>,
}

impl<M: SerializeMap> Members<M> {
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
