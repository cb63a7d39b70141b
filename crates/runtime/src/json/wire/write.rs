//! Writing the properties of an object.

use std::fmt;

use super::member::Member;
use super::seen::Seen;
use crate::json::codec::Encode;
use crate::json::writer::Writer;
use crate::value::field::Field;
use crate::value::map::{JsonObject, Map};

/// An object that is being written. Properties are written in the order of `Object::MEMBERS`, each
/// by one call.
pub struct Properties<'a> {
    writer: &'a mut Writer,
    members: &'static [Member],
    is_first: bool,
    next: usize,
    /// The listed properties that were written; noted only if `extra` may repeat one.
    written: Option<Seen>,
}

impl fmt::Debug for Properties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Properties").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<'a> Properties<'a> {
    pub(super) fn new(writer: &'a mut Writer, members: &'static [Member], is_noted: bool) -> Self {
        let written = is_noted.then(Seen::default);
        Self { writer, members, is_first: true, next: 0, written }
    }

    /// Writes the name of the next listed property; its value comes next.
    fn listed(&mut self) -> &mut Writer {
        let at = self.next;
        self.next += 1;
        if let Some(written) = &mut self.written {
            written.insert(at);
        }
        let is_first = std::mem::take(&mut self.is_first);
        if let Some(member) = self.members.get(at) {
            match member.text() {
                Some(text) => self.writer.key(text, is_first),
                None => self.writer.name(member.name, is_first),
            }
        }
        self.writer
    }

    /// Writes the name of an unlisted property.
    fn unlisted(&mut self, name: &str) -> &mut Writer {
        self.writer.name(name, std::mem::take(&mut self.is_first));
        self.writer
    }

    /// A property that is always written; `None` becomes `null`.
    #[inline]
    pub fn required<T: Encode + ?Sized>(&mut self, value: &T) {
        value.encode(self.listed());
    }

    /// A property that is left out when it is `None`.
    #[inline]
    pub fn optional<T: Encode>(&mut self, value: &Option<T>) {
        match value {
            Some(value) => value.encode(self.listed()),
            None => self.next += 1,
        }
    }

    /// A property that is left out when it is absent, and otherwise written, also as `null`.
    #[inline]
    pub fn field<T: Encode>(&mut self, value: &Field<T>) {
        match value {
            Field::Absent => self.next += 1,
            Field::Null => self.listed().raw("null"),
            Field::Value(value) => value.encode(self.listed()),
        }
    }

    /// The unlisted properties. One with the name of a listed property is left out.
    pub fn additional<T: Encode>(&mut self, properties: &Map<T>) {
        for (name, value) in properties.iter() {
            if !self.members.iter().any(|member| member.name == name) {
                value.encode(self.unlisted(name));
            }
        }
    }

    /// The kept properties. One with the name of a written property is left out.
    pub(super) fn extra(&mut self, extra: &JsonObject) {
        for (name, value) in extra.iter() {
            let known = self.members.iter().position(|member| member.name == name);
            let written = self.written.as_ref();
            if !known.is_some_and(|at| written.is_some_and(|all| all.contains(at))) {
                self.unlisted(name).raw(value.as_str());
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

/// Writes an object whose properties all have one type.
pub(super) fn entries<N: AsRef<str>, T: Encode>(
    writer: &mut Writer,
    members: impl Iterator<Item = (N, T)>,
) {
    if !writer.open(b'{') {
        return;
    }
    for (index, (name, value)) in members.enumerate() {
        writer.name(name.as_ref(), index == 0);
        value.encode(writer);
    }
    writer.close(b'}');
}
