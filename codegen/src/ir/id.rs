//! What the parts of an API are referred to by: their places in it.
//!
//! `lower` gives the ids, each to one part. An id says nothing of the name of what it stands for, neither in the
//! document nor in Rust.

/// A model, by its place among those of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModelId(pub(crate) usize);

/// A property of an object, by its place among those of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PropertyId {
    pub(crate) model: ModelId,
    pub(crate) at: usize,
}

/// A variant of an enum or a union, by its place among those of the model, as the document has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VariantId {
    pub(crate) model: ModelId,
    pub(crate) at: usize,
}

/// A tag, by its place among those that have operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TagId(pub(crate) usize);

/// An operation, by its place among those of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct OperationId(pub(crate) usize);

/// A parameter, by its place among those of the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParameterId {
    pub(crate) operation: OperationId,
    pub(crate) at: usize,
}

/// A security scheme, by its place among those of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);
