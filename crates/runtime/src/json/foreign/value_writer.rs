//! What writes one value that is no model.

use serde::Serialize;
use serde_json::Error;

use crate::ground::bounds::{DEEPEST, Limit};
use crate::json::text::write_text;

/// Writes a value behind what is there already.
pub(crate) struct ValueWriter<'a> {
    pub(crate) out: &'a mut Vec<u8>,
    /// How many arrays and objects are around.
    pub(crate) depth: usize,
}

impl<'a> ValueWriter<'a> {
    /// A value that takes `serde_json` no time worth saving.
    pub(super) fn plain<T: Serialize>(self, value: &T) -> Result<(), Error> {
        serde_json::to_writer(self.out, value)
    }

    /// What comes before the content of a variant.
    ///
    /// # Errors
    ///
    /// When it stands too deep: the object around it is a level.
    pub(super) fn variant(self, variant: &str) -> Result<Self, Error> {
        if self.depth >= DEEPEST {
            return Err(too_deep());
        }
        self.out.push(b'{');
        write_text(self.out, variant);
        self.out.push(b':');
        Ok(Self { out: self.out, depth: self.depth + 1 })
    }
}

/// The error of a value that is nested too deep.
pub(crate) fn too_deep() -> Error {
    serde::ser::Error::custom(Limit::Depth)
}
