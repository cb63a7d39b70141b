//! A pass over the document.

use crate::lower::draft::Draft;

/// A named rewriting of the document.
#[derive(Clone, Copy)]
pub struct Pass {
    /// Its name.
    pub name: &'static str,

    /// The change that it makes.
    pub does: &'static str,

    pub(crate) run: fn(&mut Draft),
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Pass").field(&self.name).finish()
    }
}
