//! What the parts of an API are referred to by: their places in it.
//!
//! `lower` gives the ids, each to one part. An id says nothing of the name of what it stands for, neither in the
//! document nor in Rust.

/// A model, by its place among those of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModelId(pub(crate) usize);
