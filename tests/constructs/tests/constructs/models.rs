//! The models of the schemas that have cases.

use std::fmt::Debug;

use guestlist_constructs::models;
use guestlist_constructs::runtime::{Decode, DecodeError, Encode, decode, encode};
use guestlist_tests::shown::Shown;

/// A value that was decoded and encoded again.
pub(crate) struct Decoded {
    pub(crate) json: String,
    pub(crate) shown: Shown,
}

/// Decodes a value of a schema, and encodes it again.
pub(crate) fn read(schema: &str, json: &str) -> Result<Decoded, DecodeError> {
    let reader = READERS.iter().find(|(name, _)| *name == schema);
    let (_, reader) = reader.unwrap_or_else(|| panic!("{schema} is not in `models.rs`"));
    reader(json)
}

type Reader = fn(&str) -> Result<Decoded, DecodeError>;

fn read_as<T: Decode + Encode + Debug>(json: &str) -> Result<Decoded, DecodeError> {
    let model: T = decode(json.as_bytes())?;
    let json = String::from_utf8(encode(&model).unwrap()).unwrap();
    Ok(Decoded { json, shown: Shown::parse(&format!("{model:?}")) })
}

macro_rules! readers {
    ($($model:ident)*) => {
        const READERS: &[(&str, Reader)] = &[$((stringify!($model), read_as::<models::$model>)),*];
    };
}

readers! {
    Vehicle Pet Event Shape Ticket Drawing Expression
    OneOrMore NamesOrCount Scalar Amount Toggle Anything EachType Words
    Contact Moment Key Postcode Name Shade
    UuidOrText TextOrUuid TextOrDate TextOrTime Ipv4OrText Ipv6OrText IpOrText CodeOrText
    ShortOrText LongOrText MiddlingOrText TextOrWord PinOrText LettersOrGrade
    Addresses Route Place
    Notice Visit Draft Switch Limits Hall CountOrFree FreeOrText
    Fold Nested Tick Exhibit Invitee Unions UnionsOrNull
    Colour Priority Ratio Mixed Only Switched Spelled Size Halves Enums
    Presence PresenceOfScalars Absence Constants Everything Closed Label Chain
    Maps Beside BesideObjects BesideAny
    Strings Integers Reals
    Vectors Labels Link Version Query EveryType
}
