//! The writer of one value that is not a model.

use serde::Serialize;
use serde_json::Error;

use crate::ground::bounds::{DEEPEST, Limit};
use crate::json::text::write_text;

/// Appends a value to the text.
pub(crate) struct ValueWriter<'a> {
    pub(crate) out: &'a mut Vec<u8>,
    /// The number of enclosing arrays and objects.
    pub(crate) depth: usize,
}

impl<'a> ValueWriter<'a> {
    /// A value that `serde_json` writes fast enough.
    pub(super) fn plain<T: Serialize>(self, value: &T) -> Result<(), Error> {
        serde_json::to_writer(self.out, value)
    }

    /// Writes the part before the content of a variant.
    ///
    /// # Errors
    ///
    /// When it is nested too deep: the object around it is a level.
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

/// The error for a value that is nested too deep.
pub(crate) fn too_deep() -> Error {
    serde::ser::Error::custom(Limit::Depth)
}
