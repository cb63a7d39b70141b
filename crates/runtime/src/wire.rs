//! How generated models meet JSON.
//!
//! In comes a serde data format, out go models, and back. Three rules hold for all of it: nothing
//! is buffered that need not be, nothing that came is dropped, and an error's text begins with the
//! path of the place that did not fit, such as `.data[1].attributes.has_session: …`.
//!
//! Everything here is for generated code; nothing here knows a particular model.

mod object;
mod place;
mod read;
mod text;
mod union;
mod write;

pub use object::Found;
pub use object::Object;
pub use object::missing_index;
pub use object::object;
pub use object::present;
pub use place::Segment;
pub use place::duplicate;
pub use place::within;
pub use read::Read;
pub use read::field;
pub use read::list;
pub use read::nullable;
pub use read::optional;
pub use read::required;
pub use read::tag;
pub use text::OpenEnum;
pub use text::open_enum;
pub use union::ObjectOrList;
pub use union::Tagged;
pub use union::Untold;
pub use union::object_or_list;
pub use union::tagged;
pub use write::Members;
pub use write::write;

pub(crate) use place::Step;
pub(crate) use place::Trail;
pub(crate) use place::excerpt;

pub use crate::__object as impl_object;
pub use crate::__open_enum as impl_open_enum;
pub use crate::__union as impl_union;
