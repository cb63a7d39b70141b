//! Objects whose properties all have one type.

use std::collections::HashSet;

use crate::ground::bounds::SHORT_TEXT;
use crate::json::codec::Decode;
use crate::json::error::DecodeError;
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::value::json::Json;
use crate::value::map::Map;

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? {
            reader.mismatch();
            return Ok(Self::null());
        }
        let mut members = Collector::default();
        reader.open(b'{', "an object")?;
        if reader.closes(b'}') {
            return Ok(members.finish());
        }
        loop {
            let name = reader.property_name()?;
            reader.peek();
            let at = reader.at();
            match T::decode(reader) {
                Ok(value) => members.add(reader, at, name.into(), value)?,
                Err(error) => return Err(error.within(Step::property(&name))),
            }
            if !reader.goes_on(b'}')? {
                return Ok(members.finish());
            }
        }
    }
}

/// Gathers properties and refuses a second one of the same name, in time linear in their number.
pub(crate) struct Collector<T = Json> {
    members: Map<T>,
    /// The names, once they are many.
    names: Option<HashSet<Box<str>>>,
}

impl<T> Default for Collector<T> {
    fn default() -> Self {
        Self { members: Map::new(), names: None }
    }
}

impl<T> Collector<T> {
    /// Up to this many properties, a linear search is cheaper than a hash.
    const FEW: usize = 16;

    /// Adds a property whose value begins at an offset.
    pub(crate) fn add(
        &mut self,
        reader: &mut Reader<'_>,
        at: usize,
        name: Box<str>,
        value: T,
    ) -> Result<(), DecodeError> {
        if self.members.len() == Self::FEW && self.names.is_none() {
            let names = self.members.entries().iter().map(|(name, _)| name.clone());
            self.names = Some(names.collect());
        }
        let is_new = match &mut self.names {
            Some(names) => names.insert(name.clone()),
            None => self.members.get(&name).is_none(),
        };
        if !is_new {
            return Err(DecodeError::duplicate(at, &name));
        }
        let entries = self.members.entries_mut();
        if entries.len() == entries.capacity() {
            reader.grow(entries.capacity(), size_of::<(Box<str>, T)>())?;
        }
        let copies = if self.names.is_some() { 3 } else { 1 };
        reader.take(copies * SHORT_TEXT)?;
        self.members.entries_mut().push((name, value));
        Ok(())
    }

    pub(crate) fn finish(self) -> Map<T> {
        self.members
    }
}
