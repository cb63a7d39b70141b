//! Helpers that know neither models nor calls, and use none of the rooms above them.

pub(crate) mod bounds;
pub(crate) mod error_chain;
pub(crate) mod excerpt;
pub(crate) mod shown;
