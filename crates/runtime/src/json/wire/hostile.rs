//! Models for hostile values that are made to take time, stack or memory.

use std::cell::Cell;

use serde_json::value::RawValue;

use super::*;
use crate::{Json, JsonObject, Map};

thread_local! {
    /// The number of bytes that variants were tried on.
    static WORK: Cell<usize> = const { Cell::new(0) };
}

fn work(reader: &mut Reader<'_>) {
    WORK.set(WORK.get() + reader.whole_value().unwrap().1.len());
}

/// A generated object with values of a type.
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

        const _: () = {
            #[derive(Default)]
            struct Slots(Option<$inner>, Option<$text>);

            impl Partial for Slots {
                fn decode(
                    &mut self,
                    property: usize,
                    reader: &mut Reader<'_>,
                ) -> Result<Found, DecodeError> {
                    match property {
                        0 => optional(&mut self.0, reader),
                        _ => optional(&mut self.1, reader),
                    }
                }
            }

            impl Assembled for $name {
                type Partial = Slots;

                fn finish(partial: Slots, extra: JsonObject) -> Result<Self, DecodeError> {
                    Ok(Self { child: partial.0, own: partial.1, extra })
                }
            }

            impl Object for $name {
                const MEMBERS: &'static [Member] = &members(["child", $own]);

                fn write(&self, properties: &mut Properties<'_>) {
                    properties.optional(&self.child);
                    properties.optional(&self.own);
                }

                fn extra(&self) -> &JsonObject {
                    &self.extra
                }
            }
        };
    };
}

const NEEDS_X: Shape = Shape::Object { required: &["x"], properties: &[] };
const OBJECT: Shape = Shape::Object { required: &[], properties: &[] };

/// A generated untagged union with two variants.
macro_rules! union {
    ($name:ident { $one:ident, $other:ident } $($shape:expr),*) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $name {
            $one(Box<$one>),
            $other(Box<$other>),
            Unknown(Json),
        }

        crate::wire::impl_union!($name by choice { $one, $other, Unknown });

        impl Choice for $name {
            const SHAPES: &'static [Shape] = &[$($shape),*];

            fn decode(variant: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                work(reader);
                match variant {
                    0 => Decode::decode(reader).map(Self::$one),
                    _ => Decode::decode(reader).map(Self::$other),
                }
            }

            fn unknown(value: Json) -> Self {
                Self::Unknown(value)
            }
        }
    };
}

// As in `recursive_untagged_union.json`.
node!(B { A } "b");
node!(C { A } "c");
union!(A { B, C } OBJECT, OBJECT);

// An object in itself.
node!(O { Box<O> } "o");

// Objects of sixty properties.
node!(Wide { Box<Wide>, depth::Sixty } "own");
node!(OneWide { AnyWide, depth::Sixty } "own");
union!(AnyWide { OneWide, B } OBJECT, OBJECT);

// A union of two variants that lack their required properties: the value fits neither and is kept unchanged.
node!(Wides { Vec<Wide> } "n");
union!(Needy { Wides, B } NEEDS_X, NEEDS_X);

// Two unions, each of which is in the variants of both.
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
union!(U { A, V } Shape::Union(&[OBJECT, OBJECT]), OBJECT);
type Itself = Z;
union!(Z { Itself, V } Shape::Union(&[OBJECT]), OBJECT);

// Objects with the same tag, which the tag does not distinguish.
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

    fn decode(tag: &str, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let read: ReadVariant<Self> = |variant, reader| {
            work(reader);
            match variant {
                0 => Decode::decode(reader).map(Self::F),
                _ => Decode::decode(reader).map(Self::G),
            }
        };
        match tag {
            "t" => one_of(reader, &[OBJECT, OBJECT], read, Self::Unknown),
            _ => unlisted(reader).map(Self::Unknown),
        }
    }
}

/// A text nested in another, this many times.
fn nested(depth: usize, open: &str, innermost: &str, close: &str) -> String {
    format!("{}{innermost}{}", open.repeat(depth), close.repeat(depth))
}

mod depth;
mod errors;
mod memory;
mod time;
