//! Decoding and encoding of generated models.
//!
//! Models are read from a [`Reader`] and written to a [`Writer`]. Three rules always hold: nothing is
//! buffered unnecessarily, no data is dropped, and an error has the path of the value that did not fit, such
//! as `data[1].attributes.has_session`.
//!
//! Nothing here knows a particular model. The module is for code from the generator of the same version: it
//! may change in any version, and is not part of the API that follows semantic versioning.

mod choice;
mod map;
pub(crate) mod member;
mod object;
mod plain;
mod read;
mod seen;
mod shape;
mod spelling;
mod strings;
mod text;
mod union;
mod value;
mod values;
mod write;

#[cfg(test)]
mod hostile;

pub use choice::{Choice, ReadVariant, choice};
pub use member::{Member, members};
pub use object::{
    Assembled, Found, Object, Partial, impl_object, missing, object, object_in_place, unreachable,
    write,
};
pub use read::{Additional, field, list, nullable, optional, required, tag};
pub use shape::{Shape, StringRule};
pub use text::{OpenEnum, impl_open_enum, open_enum};
pub use union::{
    ObjectOrList, Tagged, impl_union, object_or_list, one_of, tagged, unlisted, without_tag,
};
pub use value::{ValueEnum, impl_value_enum, value_enum};
pub use values::write_raw;
pub use write::Properties;

pub use crate::json::codec::{Decode, Encode};
pub use crate::json::error::DecodeError;
pub use crate::json::foreign::{deserialize, deserialize_string, impl_serde, serialize};
pub use crate::json::reader::cursor::Reader;
pub use crate::json::writer::Writer;

#[doc(hidden)]
pub use serde;
