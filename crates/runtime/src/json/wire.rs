//! How generated models meet JSON.
//!
//! In comes a serde data format, out go models, and back. Three rules hold for all of it: nothing
//! is buffered that need not be, nothing that came is dropped, and an error's text begins with the
//! path of the place that did not fit, such as `.data[1].attributes.has_session: …`.
//!
//! Nothing here knows a particular model. It is for code that the generator of the same version has
//! made: it may change in any version, and is not part of the API that follows semantic versioning.

mod array;
pub(crate) mod captured;
mod choice;
mod form;
mod map;
mod object;
mod read;
mod seen;
mod spelling;
mod strings;
mod text;
mod union;
mod value;
mod verdicts;
mod write;

#[cfg(test)]
mod hostile;

pub use choice::{Choice, choice};
pub use form::{Form, Like};
pub use object::{
    Additional, Object, additional, impl_object, missing_index, object, present, write,
};
pub use read::{Found, Read, field, list, nullable, optional, required, tag};
pub use text::{OpenEnum, impl_open_enum, open_enum, unlisted};
pub use union::{ObjectOrList, Tagged, Untagged, impl_union, object_or_list, tagged};
pub use value::{ValueEnum, impl_value_enum, value_enum};
pub use write::Members;

pub use crate::json::path::{Segment, duplicate, within};
pub use crate::value::json::write_json;

#[doc(hidden)]
pub use serde;
pub use serde_json::Error as JsonError;
pub use serde_json::value::RawValue;
