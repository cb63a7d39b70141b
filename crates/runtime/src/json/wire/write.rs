//! Writing the properties of an object.

use std::fmt;

use super::seen::Seen;
use crate::json::codec::Encode;
use crate::json::writer::Writer;
use crate::value::field::Field;
use crate::value::map::{JsonObject, Map};

/// An object that is being written. Properties are written in the order of `Object::MEMBERS`, each
/// by one call.
pub struct Properties<'a> {
    writer: &'a mut Writer,
    is_first: bool,
    /// Whether all names are written without escapes.
    are_plain: bool,
    next: usize,
    /// Which properties there were, where something asks for it.
    written: Option<Seen>,
}

impl fmt::Debug for Properties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Properties").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<'a> Properties<'a> {
    pub(super) fn new(writer: &'a mut Writer, are_plain: bool, is_noted: bool) -> Self {
        let written = is_noted.then(Seen::default);
        Self { writer, is_first: true, are_plain, next: 0, written }
    }

    /// What stands before the value of a property.
    #[inline]
    fn begin(&mut self, name: &str, is_plain: bool) -> &mut Writer {
        self.writer.comma(self.is_first);
        self.is_first = false;
        self.writer.name(name, is_plain);
        self.writer
    }

    /// The same for a property that is listed.
    fn listed(&mut self, name: &'static str) -> &mut Writer {
        if let Some(written) = &mut self.written {
            written.insert(self.next);
        }
        self.next += 1;
        self.begin(name, self.are_plain)
    }

    /// A property that is always there; `None` is written as `null`.
    #[inline]
    pub fn required<T: Encode + ?Sized>(&mut self, name: &'static str, value: &T) {
        value.encode(self.listed(name));
    }

    /// A property that is left out when it is `None`.
    #[inline]
    pub fn optional<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => value.encode(self.listed(name)),
            None => self.next += 1,
        }
    }

    /// A property that is left out when it is absent, and `null` when it is that.
    #[inline]
    pub fn field<T: Encode>(&mut self, name: &'static str, value: &Field<T>) {
        match value {
            Field::Absent => self.next += 1,
            Field::Null => self.listed(name).raw("null"),
            Field::Value(value) => value.encode(self.listed(name)),
        }
    }

    /// The properties that are not listed. One that has the name of a listed property is left out.
    pub fn additional<T: Encode>(&mut self, listed: &[&str], properties: &Map<T>) {
        for (name, value) in properties.iter().filter(|(name, _)| !listed.contains(name)) {
            value.encode(self.begin(name, false));
        }
    }

    /// What was kept. One that has the name of a property that was written is left out.
    pub(super) fn extra(&mut self, names: &[&str], extra: &JsonObject) {
        for (name, value) in extra.iter() {
            let known = names.iter().position(|known| *known == name);
            let written = self.written.as_ref();
            if !known.is_some_and(|at| written.is_some_and(|all| all.contains(at))) {
                self.begin(name, false).raw(value.as_str());
            }
        }
    }
}

/// Writes an array.
#[inline]
pub(super) fn array<T: Encode>(writer: &mut Writer, items: impl Iterator<Item = T>) {
    if !writer.open(b'[') {
        return;
    }
    for (index, item) in items.enumerate() {
        writer.comma(index == 0);
        item.encode(writer);
    }
    writer.close(b']');
}

/// Writes an object whose properties have all one type.
pub(super) fn entries<N: AsRef<str>, T: Encode>(
    writer: &mut Writer,
    members: impl Iterator<Item = (N, T)>,
) {
    if !writer.open(b'{') {
        return;
    }
    for (index, (name, value)) in members.enumerate() {
        writer.comma(index == 0);
        writer.name(name.as_ref(), false);
        value.encode(writer);
    }
    writer.close(b'}');
}
