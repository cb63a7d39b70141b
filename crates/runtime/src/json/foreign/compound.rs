//! Arrays and objects, part by part.

use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde::{Serialize, Serializer};
use serde_json::Error;

use crate::ground::bounds::DEEPEST;
use crate::json::foreign::value_writer::{ValueWriter, too_deep};
use crate::json::raw_value_name::raw_value_name;
use crate::json::text::write_text;

/// An array or an object that is being written.
pub(crate) struct Compound<'a> {
    out: &'a mut Vec<u8>,
    /// The depth of its content.
    depth: usize,
    is_first: bool,
    /// The closing bracket; empty for text that is JSON already.
    end: &'static [u8],
}

impl<'a> Compound<'a> {
    #[inline]
    pub(super) fn begin(
        ValueWriter { out, depth }: ValueWriter<'a>,
        start: u8,
        end: &'static [u8],
    ) -> Result<Self, Error> {
        if depth >= DEEPEST {
            return Err(too_deep());
        }
        out.push(start);
        Ok(Self { out, depth: depth + 1, is_first: true, end })
    }

    /// A value that is JSON text already.
    pub(super) fn raw(ValueWriter { out, depth }: ValueWriter<'a>) -> Self {
        Self { out, depth, is_first: true, end: b"" }
    }

    /// A writer for a value in it.
    #[inline]
    fn inner(&mut self) -> ValueWriter<'_> {
        ValueWriter { out: self.out, depth: self.depth }
    }

    #[inline]
    fn part(&mut self) {
        if !self.is_first {
            self.out.push(b',');
        }
        self.is_first = false;
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.part();
        value.serialize(self.inner())
    }

    #[inline]
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.part();
        write_text(self.out, name);
        self.out.push(b':');
        value.serialize(self.inner())
    }

    #[inline]
    fn finish(self) -> Result<(), Error> {
        self.out.extend_from_slice(self.end);
        Ok(())
    }
}

macro_rules! list {
    ($($of:ident::$method:ident),*) => {$(
        impl $of for Compound<'_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            #[inline]
            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

list! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
}

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    /// A number or a boolean is quoted when it is a name.
    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        self.part();
        let start = self.out.len();
        name.serialize(self.inner())?;
        match self.out.get(start) {
            Some(b'"') => Ok(()),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => {
                self.out.insert(start, b'"');
                self.out.push(b'"');
                Ok(())
            }
            _ => Err(no_name()),
        }
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(self.inner())
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

impl SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if self.end.is_empty() {
            return write_raw(self.out, value);
        }
        self.member(name, value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

impl SerializeStructVariant for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

/// Writes a value that already is JSON text, through `serde_json`, which alone can read it.
fn write_raw<T: Serialize + ?Sized>(out: &mut Vec<u8>, text: &T) -> Result<(), Error> {
    struct Raw<'a, T: ?Sized>(&'a T);

    impl<T: Serialize + ?Sized> Serialize for Raw<'_, T> {
        fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
            let mut raw = target.serialize_struct(raw_value_name(), 1)?;
            raw.serialize_field(raw_value_name(), self.0)?;
            raw.end()
        }
    }

    serde_json::to_writer(out, &Raw(text))
}

/// The error for a name that is not a string.
fn no_name() -> Error {
    <Error as serde::ser::Error>::custom("key must be a string")
}
