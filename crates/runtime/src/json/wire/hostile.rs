//! Values that are made to take time, stack or memory: the models that they are read as.

use std::cell::Cell;

use serde::de::{Deserializer, Error, MapAccess};
use serde::ser::SerializeMap;
use serde_json::value::RawValue;

use super::*;
use crate::{Json, JsonObject, Map};

thread_local! {
    /// The bytes that variants were tried on.
    static WORK: Cell<usize> = const { Cell::new(0) };
}

fn work(value: &RawValue) {
    WORK.set(WORK.get() + value.get().len());
}

/// An object that may hold values of a type, as it is generated.
macro_rules! node {
    ($name:ident { $inner:ty } $own:literal) => {
        node!($name { $inner, String } $own);
    };
    ($name:ident { $inner:ty, $text:ty } $own:literal) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $name {
            child: Option<$inner>,
            own: Option<$text>,
            extra: JsonObject,
        }

        crate::wire::impl_object!($name);

        impl Object for $name {
            const MEMBERS: &'static [&'static str] = &["child", $own];
            type Partial = (Option<$inner>, Option<$text>);

            fn read<'de, D: Deserializer<'de>>(
                partial: &mut Self::Partial,
                member: usize,
                value: D,
            ) -> Result<Found, D::Error> {
                match member {
                    0 => optional(&mut partial.0, value),
                    _ => optional(&mut partial.1, value),
                }
            }

            fn finish<E: Error>(partial: Self::Partial, extra: JsonObject) -> Result<Self, E> {
                Ok(Self { child: partial.0, own: partial.1, extra })
            }

            fn write<M: SerializeMap>(&self, members: &mut Members<M>) -> Result<(), M::Error> {
                members.optional("child", &self.child)?;
                members.optional($own, &self.own)
            }

            fn extra(&self) -> &JsonObject {
                &self.extra
            }
        }
    };
}

const NEEDS_X: Form = Form::Object { required: &["x"], members: &[] };
const OBJECT: Form = Form::Object { required: &[], members: &[] };

/// A union of two variants without a tag, as it is generated.
macro_rules! union {
    ($name:ident { $one:ident, $other:ident } $($form:expr),*) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $name {
            $one(Box<$one>),
            $other(Box<$other>),
            Unknown(Json),
        }

        crate::wire::impl_union!($name by choice { $one, $other, Unknown });

        impl Choice for $name {
            const FORMS: &'static [Form] = &[$($form),*];

            fn read(variant: usize, value: &RawValue) -> Result<Self, JsonError> {
                work(value);
                match variant {
                    0 => Read::read(value).map(Self::$one),
                    _ => Read::read(value).map(Self::$other),
                }
            }

            fn unknown(value: Json) -> Self {
                Self::Unknown(value)
            }
        }
    };
}

// As `recursive_untagged_union.json` has it.
node!(B { A } "b");
node!(C { A } "c");
union!(A { B, C } OBJECT, OBJECT);

// An object in itself.
node!(O { Box<O> } "o");

// Objects of sixty properties.
node!(Wide { Box<Wide>, depth::Sixty } "own");
node!(OneWide { AnyWide, depth::Sixty } "own");
union!(AnyWide { OneWide, B } OBJECT, OBJECT);

// A union of two that lack what they require: what fits neither is kept as it came.
node!(Wides { Vec<Wide> } "n");
union!(Needy { Wides, B } NEEDS_X, NEEDS_X);

// Two unions, of which each stands in the variants of both.
node!(P { X } "p");
node!(Q { Y } "q");
node!(R { X } "r");
node!(S { Y } "s");
union!(X { P, Q } OBJECT, OBJECT);
union!(Y { R, S } OBJECT, OBJECT);

// In arrays and in maps.
node!(L { Vec<I> } "l");
node!(M { Map<I> } "m");
union!(I { L, M } OBJECT, OBJECT);

// Unions of unions, one of them of itself.
node!(V { U } "v");
union!(U { A, V } Form::Union(&[OBJECT, OBJECT]), OBJECT);
type Itself = Z;
union!(Z { Itself, V } Form::Union(&[OBJECT]), OBJECT);

// Objects of one tag that the tag does not tell apart.
node!(F { T } "f");
node!(G { T } "g");

#[derive(Clone, Debug, PartialEq)]
enum T {
    F(Box<F>),
    G(Box<G>),
    Unknown(JsonObject),
}

crate::wire::impl_union!(T by tagged { F, G, Unknown });

impl Tagged for T {
    const TAG: &'static str = "type";

    fn read<'de, D: MapAccess<'de>>(
        tag: &str,
        members: Untagged<'de, D>,
    ) -> Result<Self, D::Error> {
        let read = |variant: usize, value: &RawValue| {
            work(value);
            match variant {
                0 => Read::read(value).map(Self::F),
                _ => Read::read(value).map(Self::G),
            }
        };
        match tag {
            "t" => members.choice(&[OBJECT, OBJECT], read, Self::Unknown),
            _ => members.unknown().map(Self::Unknown),
        }
    }
}

/// A text in another, so often.
fn nested(depth: usize, open: &str, innermost: &str, close: &str) -> String {
    format!("{}{innermost}{}", open.repeat(depth), close.repeat(depth))
}

mod depth;
mod errors;
mod memory;
mod time;
