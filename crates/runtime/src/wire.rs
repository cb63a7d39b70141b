//! How generated models meet JSON.
//!
//! In comes a serde data format, out go models, and back. Three rules hold for all of it: nothing
//! is buffered that need not be, nothing that came is dropped, and an error's text begins with the
//! path of the place that did not fit, such as `.data[1].attributes.has_session: …`.
//!
//! Everything here is for generated code; nothing here knows a particular model.

mod bounds;
mod captured;
mod choice;
mod form;
mod object;
mod place;
mod read;
mod text;
mod union;
mod value;
mod verdicts;
mod write;

#[cfg(test)]
mod hostile;

pub use choice::{Choice, choice};
pub use form::{Form, Like};
pub use object::{Additional, Found, Object, additional, missing_index, object, present};
pub use place::{Segment, duplicate, within};
pub use read::{Read, field, list, nullable, optional, required, tag};
pub use text::{OpenEnum, open_enum, unlisted};
pub use union::{ObjectOrList, Tagged, Untold, object_or_list, tagged};
pub use value::{ValueEnum, value_enum};
pub use write::{Members, write, write_json};

#[doc(hidden)]
pub use serde;
pub use serde_json::Error as JsonError;
pub use serde_json::value::RawValue;

pub(crate) use bounds::{
    BODY_LIMIT, DEEPEST, Inside, Memory, SHORT_TEXT, TOO_DEEP, Whole, grow, is_nested_within,
    measure, take, too_deep,
};
pub(crate) use captured::raw_value_name;
pub(crate) use place::{Step, Trail, excerpt, wrong_kind};
pub(crate) use read::Seed;

pub use crate::{
    __object as impl_object, __open_enum as impl_open_enum, __union as impl_union,
    __value_enum as impl_value_enum,
};
